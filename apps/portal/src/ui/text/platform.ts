/** Canonical labels (labels.md). */
export const PLATFORM_NAME = '全国互联网安全管理服务平台';
export const MATTER_NAME = '公安机关联网备案';
