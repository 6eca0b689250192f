import type { Dictionary } from './dictionary.ts';

/** How a service is hosted (OPN-24). */
export const HOSTING_MODES = { own: { label: '自建' }, rented: { label: '租用' }, cloud: { label: '云' } } as const satisfies Dictionary;
export type HostingMode = keyof typeof HOSTING_MODES;

/** 服务类别 of service providers (OPN-43). Access and registration feed the directory of LKP (OPN-44). */
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

/** 语种 that are offered; others may be typed (WEB-21). */
export const LANGUAGES = ['简体中文', '繁体中文', '少数民族语言', '英语', '其他'] as const;
