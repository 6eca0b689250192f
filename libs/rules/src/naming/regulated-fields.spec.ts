import { describe, expect, it } from '@jest/globals';
import { checkApprovals } from '../website/approvals.ts';
import { APPROVALS, type ApprovalKind } from './approvals.ts';
import { checkName } from './check-name.ts';
import { NAME_RULES } from './name-rules.ts';

/** The fields as 004:89 lists them: the keyword, the kind of licence, who gives it. */
const FIELDS: readonly [string, ApprovalKind, string][] = [
  ['新闻', 'news', '省委宣传部'], ['出版', 'publishing', '省出版局'], ['教育', 'education', '省教育厅'], ['卫生', 'health', '省卫生厅'],
  ['药监', 'drugs', '省食品药品监管局'], ['文化', 'culture', '省文化厅'], ['广电', 'broadcast', '省广电厅'],
];
const PRE_APPROVALS = FIELDS.map(([, kind]) => kind);
const ALL = Object.keys(APPROVALS) as ApprovalKind[];
const verdict = (name: string, approvals: readonly ApprovalKind[] = []) =>
  checkName(name, { subjectType: 'enterprise', approvals }).map(({ level, code, explain }) => `${level} ${code}${explain === true ? ' explain' : ''}`);

describe('names of regulated fields', () => {
  it.each(FIELDS)('NAM-06 %s needs the %s approval of %s: no other lifts it', (word, kind, authority) => {
    expect(verdict(`某某${word}`)).toEqual([`warn name.field-${kind} explain`]);
    expect(checkName(`某某${word}`, { subjectType: 'enterprise' })[0]?.message).toContain(authority);
    expect(verdict(`某某${word}`, [kind])).toEqual([]);
    expect(verdict(`某某${word}`, ALL.filter((other) => other !== kind))).toEqual([`warn name.field-${kind} explain`]);
  });
});

describe('kinds of licences', () => {
  it('NAM-27 are the seven fields that names are judged by, each with its authority', () => {
    const lifting = NAME_RULES.filter(({ rule }) => rule.startsWith('NAM-06/')).map(({ liftedBy }) => (typeof liftedBy === 'object' ? liftedBy.approval : liftedBy));
    expect(lifting.sort()).toEqual([...PRE_APPROVALS].sort());
    expect(Object.entries(APPROVALS).filter(([kind]) => kind !== 'bulletin').map(([kind, { label, authority }]) => [label, kind, authority])).toEqual(FIELDS);
  });

  it('NAM-27 are taken once each, and nothing else is one', () => {
    const sent = ALL.map((kind) => ({ kind, image: kind }));
    expect(checkApprovals(sent)).toEqual([]);
    expect(checkApprovals([...sent, { kind: 'news', image: 'another' }])).toMatchObject([{ level: 'refuse', code: 'approval.repeated', field: 'approvals.8', rule: 'NAM-27' }]);
    for (const kind of ['', 'finance', 'toString']) expect(checkApprovals([{ kind, image: 'a' }])).toMatchObject([{ level: 'refuse', code: 'approval.kind', rule: 'NAM-27' }]);
  });

  it('NAM-28 have an eighth, the bulletin board, which stands for none of the seven, nor they for it', () => {
    expect(ALL.filter((kind) => !PRE_APPROVALS.includes(kind))).toEqual(['bulletin']);
    expect(APPROVALS.bulletin).toEqual({ label: '电子公告', authority: '省通信管理局' });
    expect(verdict('某某论坛', PRE_APPROVALS)).toEqual(['refuse name.forum']);
    expect(verdict('某某论坛', ['bulletin'])).toEqual([]);
    for (const [word, kind] of FIELDS) expect(verdict(`某某${word}`, ['bulletin'])).toEqual([`warn name.field-${kind} explain`]);
  });
});
