import { PROVIDER_KINDS, type ProviderKind } from '../../website/providers.ts';
import type { Dictionary } from './dictionary.ts';

/** How a service is hosted (OPN-24). */
export const HOSTING_MODES = { own: { label: '自建' }, rented: { label: '租用' }, cloud: { label: '云' } } as const satisfies Dictionary;
export type HostingMode = keyof typeof HOSTING_MODES;

/** 服务类别 of service providers (OPN-43). */
export const PROVIDER_CATEGORIES = {
  access: { label: '接入服务' },
  registrar: { label: '域名注册' },
  data_centre: { label: '数据中心' },
  cdn: { label: 'CDN' },
  cloud: { label: '云服务' },
  sms: { label: '短信' },
  dns: { label: '域名解析' },
  security: { label: '网络安全服务' },
  other: { label: '其他' },
} as const satisfies Dictionary;

/** As what the directory lists a provider of a category (SVP-03, OPN-44); the other categories give websites no access and no domains. */
const LISTED_AS: Readonly<Partial<Record<string, ProviderKind>>> = { access: 'access', data_centre: 'access', cloud: 'access', registrar: 'registrar' } satisfies Partial<Record<keyof typeof PROVIDER_CATEGORIES, ProviderKind>>;

/** The lists of the directory on which a provider of these categories stands, each once. */
export function listedKinds(categories: readonly string[]): ProviderKind[] {
  return (Object.keys(PROVIDER_KINDS) as ProviderKind[]).filter((kind) => categories.some((category) => LISTED_AS[category] === kind));
}

/** 语种 that are offered; others may be typed (WEB-21). */
export const LANGUAGES = ['简体中文', '繁体中文', '少数民族语言', '英语', '其他'] as const;
