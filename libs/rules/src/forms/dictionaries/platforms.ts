import type { Dictionary, Option } from './dictionary.ts';

/** A platform that mini-programs run on, with the shape of the ids that it gives. */
export interface HostPlatform extends Option {
  /** What an AppID of the platform looks like; left out where none is published. */
  readonly appId?: RegExp;
}

/** 宿主平台 of mini-programs (MIN-18, OPN-24). */
export const HOST_PLATFORMS = {
  wechat: { label: '微信', appId: /^wx[0-9a-f]{16}$/ },
  alipay: { label: '支付宝', appId: /^20\d{14}$/ },
  baidu: { label: '百度', appId: /^\d{6,10}$/ },
  douyin: { label: '抖音', appId: /^tt[0-9a-f]{16,20}$/ },
  qq: { label: 'QQ', appId: /^\d{8,12}$/ },
  kuaishou: { label: '快手', appId: /^ks\d{10,20}$/ },
  wecom: { label: '企业微信' },
  dingtalk: { label: '钉钉' },
  feishu: { label: '飞书' },
  jingdong: { label: '京东' },
  meituan: { label: '美团' },
  quick_app: { label: '快应用' },
  other: { label: '其他' },
} as const satisfies Readonly<Record<string, HostPlatform>>;

/** Operating systems that an APP is packaged for (OPN-41). */
export const APP_PLATFORMS = {
  android: { label: 'Android' },
  ios: { label: 'iOS' },
  harmony: { label: 'HarmonyOS' },
  windows: { label: 'Windows' },
  macos: { label: 'macOS' },
  linux: { label: 'Linux（含统信UOS、麒麟）' },
  tv: { label: '智能电视、机顶盒' },
  other: { label: '其他' },
} as const satisfies Dictionary;
