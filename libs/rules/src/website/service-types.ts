/** Service types of a website (WEB-12, OPN-18): who may tick each, and whether it makes the site interactive (OPN-19). */
export const SERVICE_TYPES = {
  portal: { label: '单位门户网站', openTo: 'units', interactive: false },
  blog: { label: '博客/个人空间', openTo: 'individuals', interactive: false },
  forum: { label: '论坛', openTo: 'all', interactive: true },
  messaging: { label: '即时通信', openTo: 'all', interactive: true },
  news: { label: '新闻资讯', openTo: 'all', interactive: false },
  search: { label: '搜索引擎', openTo: 'all', interactive: false },
  mall: { label: '网上购物/电子商务', openTo: 'all', interactive: true },
  media: { label: '音视频', openTo: 'all', interactive: false },
  game: { label: '游戏', openTo: 'all', interactive: false },
  live: { label: '网络直播', openTo: 'all', interactive: true },
  storage: { label: '网络存储', openTo: 'all', interactive: true },
  other: { label: '其他', openTo: 'all', interactive: false },
} as const satisfies Record<string, { label: string; openTo: 'units' | 'individuals' | 'all'; interactive: boolean }>;

export type ServiceType = keyof typeof SERVICE_TYPES;

export function isServiceType(type: string): type is ServiceType {
  return Object.hasOwn(SERVICE_TYPES, type);
}
