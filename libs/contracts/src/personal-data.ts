import { SERVICES, type ServiceName } from './services.ts';

/** When the data of a class end. */
export type Ending =
  /** With the record that owns them; the owning service says when, `days` after its end. */
  | { readonly by: 'owner'; readonly days: number }
  /** By age alone: a key seals for one quarter of a year and is destroyed `days` after its end. */
  | { readonly by: 'age'; readonly days: number };

/** One retention class: what it is, who may seal (and open) or only open it, how long it stays, and on which ground. */
export interface DataClass {
  readonly what: string;
  readonly seal: readonly ServiceName[];
  readonly open: readonly ServiceName[];
  readonly ending: Ending;
  readonly ground: string;
}

/** Version of the periods below; a change of any of them is a new version, named in the records of what was erased under it. */
export const RETENTION_VERSION = '2026-1';

const YEAR = 365;
const PIPL_19 = '个人信息保护法第十九条（保存期限为实现处理目的所必要的最短时间）';
const PIPL_47 = '个人信息保护法第四十七条（处理目的已实现、不再必要或者撤回同意的，删除）';
const CSL_21 = '网络安全法第二十一条（网络日志留存不少于六个月）';
const FILING = '计算机信息网络国际联网安全保护管理办法第十二条；OPN-60（注销后保存五年）';

/**
 * The one literal table of personal data: class × service. A class without a service's name is out of its reach, by row
 * security of the vault; what opens could also seal, since a data key is symmetric, so `open` alone is a rule of the code.
 */
export const DATA_CLASSES = {
  identity: { what: '账号的真实姓名、证件号码', seal: ['identity'], open: [], ending: { by: 'owner', days: 0 }, ground: PIPL_47 },
  contact: { what: '账号的手机号码、电子邮箱', seal: ['identity'], open: ['notification'], ending: { by: 'owner', days: 0 }, ground: PIPL_47 },
  code: { what: '一次性验证码及其接收号码', seal: ['identity'], open: ['notification'], ending: { by: 'age', days: 1 }, ground: PIPL_19 },
  subject: { what: '开办主体登记表', seal: ['subject'], open: [], ending: { by: 'owner', days: 5 * YEAR }, ground: FILING },
  name: { what: '自然人开办主体的姓名', seal: ['subject'], open: ['filing', 'assessment'], ending: { by: 'owner', days: 5 * YEAR }, ground: FILING },
  case: { what: '备案申请表、操作指令内容', seal: ['filing'], open: [], ending: { by: 'owner', days: 5 * YEAR }, ground: FILING },
  reasons: { what: '退回、认定的理由', seal: ['filing'], open: ['notification'], ending: { by: 'owner', days: 5 * YEAR }, ground: FILING },
  review: { what: '主体审核的退回理由', seal: ['subject'], open: ['notification'], ending: { by: 'owner', days: 5 * YEAR }, ground: FILING },
  draft: { what: '草稿', seal: ['filing'], open: [], ending: { by: 'owner', days: 0 }, ground: PIPL_47 },
  picture: { what: '证件、授权书等图片', seal: ['storage'], open: [], ending: { by: 'owner', days: YEAR }, ground: PIPL_19 },
  message: { what: '系统通知、短信内容', seal: ['notification'], open: [], ending: { by: 'age', days: YEAR }, ground: `${CSL_21}；${PIPL_19}` },
  ...privateClasses(),
} as const satisfies Record<string, DataClass>;

export type DataClassName = keyof typeof DATA_CLASSES;

/** What one service alone keeps and no other table names, e.g. `private.identity`. */
function privateClasses(): Record<`private.${ServiceName}`, DataClass> {
  const entries = SERVICES.map((service) => [`private.${service}`, { what: '其他仅本服务使用的个人信息', seal: [service], open: [], ending: { by: 'owner', days: 0 }, ground: PIPL_47 }]);
  return Object.fromEntries(entries) as Record<`private.${ServiceName}`, DataClass>;
}

/** Record type and last field of a sealing context → class; `*` is any field. What is not named is private to the service. */
const CLASS_OF_CONTEXT: Readonly<Record<string, DataClassName>> = {
  'account:name': 'identity',
  'account:id_number': 'identity',
  'account:mobile': 'contact',
  'account:email': 'contact',
  'account:organisation_name': 'identity',
  'account:organisation_code': 'identity',
  'code:*': 'code',
  'subject:data': 'subject',
  'subject:name': 'name',
  'review:reasons': 'review',
  'review_command:*': 'subject',
  'application:*': 'case',
  'filing:opener': 'case',
  'command:token': 'case',
  'command:payload': 'case',
  'command:reasons': 'reasons',
  'command:reason': 'reasons',
  'draft:content': 'draft',
  'upload:content': 'picture',
  'message:body': 'message',
  'sms:*': 'message',
  'mail:*': 'message',
  'sandbox_sms:*': 'message',
  'sandbox_mail:*': 'message',
};

/** The class of a value sealed by `service` in a context `<record type>:<record id>:…:<field>`. */
export function classOfContext(context: string, service: ServiceName): DataClassName {
  const [type, ...rest] = context.split(':');
  return CLASS_OF_CONTEXT[`${type}:${rest.at(-1)}`] ?? CLASS_OF_CONTEXT[`${type}:*`] ?? `private.${service}`;
}

/** The record that owns a value when its sealer names no other: type and id of the context. */
export function holderOfContext(context: string): string {
  return context.split(':', 2).join(':');
}

/** Whether a service may seal a class (`seal` includes opening), only open it, or neither. */
export function levelOf(service: ServiceName, name: DataClassName): 'seal' | 'open' | null {
  const { seal, open }: DataClass = DATA_CLASSES[name];
  return seal.includes(service) ? 'seal' : open.includes(service) ? 'open' : null;
}

/** What a screen shows where a value was erased. */
export const ERASED_TEXT = '已删除';
