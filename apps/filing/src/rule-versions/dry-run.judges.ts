import type { JudgingTopic, RuleContent, RuleTopic } from '@beian/contracts/filing/rule-versions';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { checkForm } from '@beian/rules/forms/check-form';
import { formWith, type DictionaryRows } from '@beian/rules/forms/dictionaries/editable';
import type { FormDescription } from '@beian/rules/forms/description';
import { formOf, OBJECT_KINDS } from '@beian/rules/forms/forms';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import { isApprovalKind, type ApprovalKind } from '@beian/rules/naming/approvals';
import { checkName } from '@beian/rules/naming/check-name';
import type { NameRule } from '@beian/rules/naming/name-rules';
import type { SubjectType } from '@beian/rules/organisations/subject-types';
import type { Finding } from '@beian/rules/result';
import { openData } from '../submission/case-data.ts';

/** A filing by its latest application. */
export interface Past {
  readonly id: string;
  readonly object: ObjectKind;
  readonly number: string;
  readonly siteName: string;
  readonly subjectType: SubjectType;
  readonly domains: readonly string[];
  /** Sealed. */
  readonly data: string;
  readonly bureauName: string;
}

/** What the next version says and the present one does not, and the other way round. */
export interface Difference {
  readonly added: string[];
  readonly removed: string[];
  /** Now let through, then refused. */
  readonly refused: boolean;
}
type Judge = (past: Past) => Promise<Difference>;

const JUDGES: { readonly [T in JudgingTopic]: (sealer: Sealer, now: RuleContent<T>, next: RuleContent<T>) => Judge } = { name_rules: judgeNames, dictionaries: judgeOptions };

/** How the filings of the past are judged by two versions of a topic. */
export function judgeOf(topic: JudgingTopic, sealer: Sealer, now: RuleContent<RuleTopic>, next: RuleContent<RuleTopic>): Judge {
  return (JUDGES[topic] as (with_: Sealer, before: unknown, after: unknown) => Judge)(sealer, now, next);
}

function judgeNames(sealer: Sealer, now: readonly NameRule[], next: readonly NameRule[]): Judge {
  const compare = ({ siteName, subjectType, domains }: Past, approvals: readonly ApprovalKind[]): Difference => {
    const said = (rules: readonly NameRule[]): Finding[] => checkName(siteName, { subjectType, domains, approvals }, rules);
    return differenceOf(said(now), said(next));
  };
  return async (past) => {
    const plain = compare(past, []);
    if (plain.added.length + plain.removed.length === 0) return plain;
    // Approvals stand in the sealed form: it is opened only where they may change the answer.
    const form = await unlessErased<object, object>(openData(sealer, past.id, past.data), {});
    const approvals = 'approvals' in form ? (form.approvals as readonly { kind: string }[]) : [];
    return compare(past, approvals.map(({ kind }) => kind).filter(isApprovalKind));
  };
}

// Which options are ticked stands in the sealed form alone, so each is opened.
function judgeOptions(sealer: Sealer, now: DictionaryRows, next: DictionaryRows): Judge {
  // Once a kind, not once a filing: a dry run goes through thousands.
  const formsWith = (rows: DictionaryRows): ReadonlyMap<ObjectKind, FormDescription> => new Map(OBJECT_KINDS.map((object) => [object, formWith(formOf(object), rows)]));
  const [present, coming] = [formsWith(now), formsWith(next)];
  return async ({ id, object, data, subjectType }) => {
    const form = await unlessErased<object, undefined>(openData(sealer, id, data), undefined);
    if (form === undefined) return { added: [], removed: [], refused: false };
    const said = (forms: ReadonlyMap<ObjectKind, FormDescription>): Finding[] => checkForm(forms.get(object) ?? formOf(object), form as Readonly<Record<string, unknown>>, { subjectType });
    return differenceOf(said(present), said(coming));
  };
}

function differenceOf(before: readonly Finding[], after: readonly Finding[]): Difference {
  const text = ({ level, message }: Finding): string => `${level === 'refuse' ? '拒绝' : '提示'}：${message}`;
  const [was, will] = [before.map(text), after.map(text)];
  return {
    added: will.filter((each) => !was.includes(each)),
    removed: was.filter((each) => !will.includes(each)),
    refused: after.some(({ level }) => level === 'refuse') && !before.some(({ level }) => level === 'refuse'),
  };
}
