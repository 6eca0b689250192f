import { OBJECT_LABELS, type ObjectKind } from '@beian/rules/lifecycle/labels';

/** Kinds in the order of menus and lists. */
export const OBJECTS = Object.keys(OBJECT_LABELS) as ObjectKind[];

/** 我的网站, 我的小程序, 我的 APP … (HOM-02, HOM-28, HOM-34..36, OPN-43). */
export const ownListLabel = (object: ObjectKind): string => (object === 'app' ? '我的 APP' : `我的${OBJECT_LABELS[object]}`);
/** One filing, below the list that it stands in. */
export const filingAddress = (object: ObjectKind, filing: string): string => `${ownListAddress(object)}/${filing}`;
export const ownListAddress = (object: ObjectKind): string => (object === 'website' ? '/filings' : `/filings/of/${object}`);

/** 【管理小程序】 and its siblings (HOM-25, HOM-38); of websites what is filed (HOM-20). */
export const managedLabel = (object: ObjectKind): string => (object === 'website' ? '已备案网站' : `管理${OBJECT_LABELS[object]}`);
export const managedAddress = (object: ObjectKind): string => `/manage/${object}`;
