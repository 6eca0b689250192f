import type { Cards, Draw } from './draw.ts';
import type { Album, Form, Who } from './submission.ts';

type Named = Pick<Form, 'name' | 'explanation' | 'approvals'>;

/** The seven fields of NAM-20..26 and the bulletin board of NAM-28, each with a name that needs it. */
export const NAMES_BY_APPROVAL = {
  news: '江城新闻速递', publishing: '楚天出版信息', education: '云梦教育之家', health: '武昌卫生服务', drugs: '长江药品导购', culture: '三峡文化长廊', broadcast: '荆楚影视资料', bulletin: '光谷论坛',
} as const;
type Approval = keyof typeof NAMES_BY_APPROVAL;
export const APPROVAL_KINDS = Object.keys(NAMES_BY_APPROVAL) as Approval[];

const FREE_NAMES = ['江城花艺园圃', '念青的读书札记', '云梦茶社', '光谷单车', '三峡石雕', 'Wuhan Ferry 轮渡', '樱花 2026 手册', 'ASP.NET中文站点', '长'.repeat(60), '楚'];
const EXPLANATION = '主管部门批复使用该名称，批复文件可供查验';

/** A name without restricted words, with whatever approvals it does not need; a name that needs more is drawn only where `plain` allows. */
export function aName(draw: Draw, cards: Cards, album: Album, who: Who, hasApprovals: boolean, plain: boolean): Named {
  const approvals = hasApprovals ? { approvals: someApprovals(draw, cards, album) } : {};
  const free: Named = { name: draw.pick(FREE_NAMES), ...(draw.chance(0.2) && { explanation: EXPLANATION }), ...approvals };
  if (plain || draw.chance(0.5)) return free;
  const needed = draw.pick(APPROVAL_KINDS);
  if (hasApprovals && draw.chance(0.6)) return { ...free, name: NAMES_BY_APPROVAL[needed], approvals: [{ kind: needed, image: album.licence[APPROVAL_KINDS.indexOf(needed)]! }, ...(approvals.approvals ?? []).filter(({ kind }) => kind !== needed)] };
  // NAM-04, NAM-05, NAM-02: to be explained by units, or free to them.
  const explained = who === 'unit' ? ['中国园艺信息', '江城政府采购助手', '三峡文化长廊', '江城花艺有限公司'] : ['中华花谱', '三峡文化长廊'];
  return { ...free, name: draw.pick(explained), explanation: EXPLANATION };
}

/** None, or a few with a picture each (MIN-14). */
function someApprovals(draw: Draw, cards: Cards, { licence }: Album): NonNullable<Form['approvals']> {
  if (draw.chance(0.4)) return [];
  return cards.deal('approvals', APPROVAL_KINDS, 1 + draw.below(3)).map((kind) => ({ kind, image: licence[APPROVAL_KINDS.indexOf(kind)]! }));
}
