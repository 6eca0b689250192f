import { ALL, breaks, HIDDEN, WITH_APPROVALS, WITH_DOMAINS, type Breaker } from './breaker.ts';
import { NAMES_BY_APPROVAL } from './good-names.ts';
import { cut, put, type Submission } from './submission.ts';

/** Names, their explanations, and approvals: NAM-01..30, OPN-15, MIN-14. */

const named = (submission: Submission, name: string): string => put(submission, 'name', name);
/** Without an approval that would lift the rule. */
function without(submission: Submission, kind: keyof typeof NAMES_BY_APPROVAL): void {
  if (submission.data.approvals !== undefined) put(submission, 'approvals', submission.data.approvals.filter((one) => one.kind !== kind));
}
function unexplained(submission: Submission, name: string): string {
  named(submission, name);
  return cut(submission, 'explanation');
}
const FIELDS = ['news', 'publishing', 'education', 'health', 'drugs', 'culture', 'broadcast'] as const;
const picture = ({ who }: Submission, album: Readonly<Record<string, { readonly licence: readonly string[] }>>, at: number): string => album[who]!.licence[at]!;

export const NAME_BREAKERS: readonly Breaker[] = [
  breaks('WEB-10', 'no name', 'required', ALL, (s) => cut(s, 'name')),
  breaks('WEB-10', 'a name of blanks', 'too_small', ALL, (s) => named(s, '   ')),
  breaks('WEB-10', 'a name of 61 characters', 'too_big', ALL, (s) => named(s, '长'.repeat(61))),
  breaks('abuse 28', 'a name with a hidden character', 'custom', ALL, (s) => named(s, `江城${HIDDEN}花艺`)),
  breaks('WEB-10', 'a name of symbols', 'name.symbols', ALL, (s, { draw }) => named(s, draw.pick(['！！！', '——', '★☆', '……']))),
  breaks('NAM-03', 'a host as name', 'name.domain', ALL, (s, { draw }) => named(s, draw.pick(['www.example.com', 'beian.cn', 'ｗｗｗ．花艺.中国', 'https://example.org/']))),
  breaks('NAM-03', 'the own domain as name', 'name.domain', WITH_DOMAINS, (s) => named(s, s.data.domains![0]!)),
  breaks('NAM-02', 'a company’s name of an individual', 'name.company', ALL, (s, { draw }) => named(s, draw.pick(['江城花艺有限公司', '云梦集团', '楚天合伙企业'])), 'individual'),
  breaks('NAM-04', 'a public body’s name of an individual', 'name.public-affairs', ALL, (s, { draw }) => named(s, draw.pick(['某某市人民政府', '江城公安之窗', '云梦税务局', '网警在线'])), 'individual'),
  breaks('NAM-04', 'a public body’s name of a unit without explanation', 'name.explanation-missing', ALL, (s, { draw }) => unexplained(s, draw.pick(['江城政府采购', '监察之声', '云梦派出所'])), 'unit'),
  breaks('NAM-05', 'a national name without explanation', 'name.explanation-missing', ALL, (s, { draw }) => unexplained(s, draw.pick(['中国花艺', '中华园圃', '维权之家', '全国花谱']))),
  breaks('NAM-06', 'a name of a field without approval or explanation', 'name.explanation-missing', ALL, (s, { draw }) => {
    const field = draw.pick(FIELDS);
    without(s, field);
    return unexplained(s, NAMES_BY_APPROVAL[field]);
  }),
  breaks('NAM-07', 'a news site without approval', 'name.news-site', ALL, (s) => {
    without(s, 'news');
    return named(s, '江城新闻网');
  }),
  breaks('NAM-08', 'a forum without approval', 'name.forum', ALL, (s) => {
    without(s, 'bulletin');
    return named(s, '某某论坛');
  }),
  breaks('OPN-15', 'an explanation of 501 characters', 'too_big', ALL, (s) => put(s, 'explanation', '说'.repeat(501))),
  breaks('abuse 28', 'an explanation with a hidden character', 'custom', ALL, (s) => put(s, 'explanation', `第一行\n第二${HIDDEN}行`)),
  breaks('MIN-14', 'no list of approvals', 'required', WITH_APPROVALS, (s) => cut(s, 'approvals')),
  breaks('NAM-27', 'an approval that there is not', 'invalid_value', WITH_APPROVALS, (s, { album }) => {
    put(s, 'approvals', [{ kind: 'weather', image: picture(s, album, 0) }]);
    return 'data.approvals.0.kind';
  }),
  breaks('NAM-27', 'an approval twice', 'approval.repeated', WITH_APPROVALS, (s, { draw, album }) => {
    const kind = draw.pick(FIELDS);
    put(s, 'approvals', [{ kind, image: picture(s, album, 0) }, { kind, image: picture(s, album, 1) }]);
    return 'data.approvals.1';
  }),
  breaks('MIN-14', 'an approval without picture', 'required', WITH_APPROVALS, (s, { draw }) => {
    put(s, 'approvals', [{ kind: draw.pick(FIELDS) }]);
    return 'data.approvals.0.image';
  }),
  breaks('MIN-14', 'two approvals with one picture', 'approval.image-shared', WITH_APPROVALS, (s, { draw, album }) => {
    put(s, 'approvals', draw.some(FIELDS, 2, 2).map((kind) => ({ kind, image: picture(s, album, 2) })));
    return 'data.approvals.1.image';
  }),
];
