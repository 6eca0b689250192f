import type { DryRun, RuleContent } from '@beian/contracts/filing/rule-versions';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { isApprovalKind, type ApprovalKind } from '@beian/rules/naming/approvals';
import { checkName } from '@beian/rules/naming/check-name';
import type { NameRule } from '@beian/rules/naming/name-rules';
import type { SubjectType } from '@beian/rules/organisations/subject-types';
import type { Finding } from '@beian/rules/result';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { openData } from '../submission/case-data.ts';
import { contentOf } from './rule-versions.service.ts';
import { presentOf } from './rules-in-force.ts';

interface Past {
  readonly id: string;
  readonly number: string;
  readonly siteName: string;
  readonly subjectType: SubjectType;
  readonly domains: readonly string[];
  readonly data: string;
  readonly bureauName: string;
}

const BATCH = 1_000;
/** Beyond this the run stops and says so: an administrator waits for the answer. */
const BUDGET_MS = 20_000;
const SHOWN = 200;
/** Each filing once, by its latest application; what never came to anything is left out. */
const PAST = `select a.id, a.number, a.site_name as "siteName", a.subject_type as "subjectType", a.domains, a.data, b.name as "bureauName"
  from application a join bureau_copy b on b.bureau = a.bureau
  where a.stage not in ('withdrawn', 'lapsed', 'refused') and a.id > $1 and not exists (select 1 from application later where later.filing = a.filing and later.n > a.n)
  order by a.id limit ${BATCH}`;

/** What a version would say of the names that are filed or under review, against the one in force (dry run before it takes effect). */
@Injectable()
export class DryRunService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  run(caller: Principal, version: number): Promise<DryRun> {
    return inScope(this.source, caller, async (tx) => {
      const until = Date.now() + BUDGET_MS;
      const next = (await contentOf(tx, 'name_rules', version)) as RuleContent<'name_rules'>;
      const { version: against, content: now } = await presentOf(tx, 'name_rules');
      const found: DryRun = { version, against, examined: 0, differing: 0, refused: 0, items: [], complete: true };
      for (let after = '00000000-0000-0000-0000-000000000000', more = true; more;) {
        const rows = await tx.query<Past & Record<string, unknown>>(PAST, [after]);
        for (const row of rows) await this.compare(row, now, next, found);
        after = rows.at(-1)?.id ?? after;
        more = rows.length === BATCH;
        if (more && Date.now() > until) {
          found.complete = false;
          more = false;
        }
      }
      const { examined, differing, refused } = found;
      record(tx, this.keys, { action: 'rules.dry_run', outcome: 'done', target: { type: 'rules', id: 'name_rules' }, bureau: caller.bureau, after: { version, against, examined, differing, refused } });
      return found;
    });
  }

  private async compare(row: Past, now: readonly NameRule[], next: readonly NameRule[], found: DryRun): Promise<void> {
    found.examined += 1;
    const plain = differenceOf(row, now, next, []);
    if (plain.added.length + plain.removed.length === 0) return;
    // Approvals stand in the sealed form: it is opened only where they may change the answer.
    const seen = differenceOf(row, now, next, await this.approvalsOf(row));
    if (seen.added.length + seen.removed.length === 0) return;
    found.differing += 1;
    if (seen.refused) found.refused += 1;
    if (found.items.length < SHOWN) found.items.push({ application: row.id, number: row.number, name: row.siteName, bureauName: row.bureauName, ...seen });
  }

  private async approvalsOf({ id, data }: Past): Promise<ApprovalKind[]> {
    const form = await unlessErased<object, object>(openData(this.sealer, id, data), {});
    const approvals = 'approvals' in form ? (form.approvals as readonly { kind: string }[]) : [];
    return approvals.map(({ kind }) => kind).filter(isApprovalKind);
  }
}

function differenceOf({ siteName, subjectType, domains }: Past, now: readonly NameRule[], next: readonly NameRule[], approvals: readonly ApprovalKind[]): { added: string[]; removed: string[]; refused: boolean } {
  const said = (rules: readonly NameRule[]): Finding[] => checkName(siteName, { subjectType, domains, approvals }, rules);
  const [before, after] = [said(now), said(next)];
  const text = ({ level, message }: Finding): string => `${level === 'refuse' ? '拒绝' : '提示'}：${message}`;
  const [was, will] = [before.map(text), after.map(text)];
  return {
    added: will.filter((each) => !was.includes(each)),
    removed: was.filter((each) => !will.includes(each)),
    refused: after.some(({ level }) => level === 'refuse') && !before.some(({ level }) => level === 'refuse'),
  };
}

