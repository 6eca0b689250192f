import { Inject, Injectable } from '@nestjs/common';
import type { FilingSummary, FilingView } from '@beian/contracts/filing/api';
import { OFFICER_ROLES, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { toULabel } from '@beian/rules/domains/hosts';
import { formOf } from '@beian/rules/forms/forms';
import { maskName } from '@beian/rules/persons/masks';
import type { DataSource } from 'typeorm';
import { notFiledYet, ownCase } from '../application/application.errors.ts';
import { isOwnCase } from '../application/application.rules.ts';
import { refuseUnseen } from '../application/own-case.ts';
import { lineOf, SUMMARY_COLUMNS, type SummaryRow } from '../application/page.ts';
import { subjectChangesOf } from '../subject-change/subject-change.queries.ts';
import { openerContext } from '../submission/case-data.ts';
import { Filing } from './filing.entity.ts';
import { displayBy, FILING_STATE_LABELS, htmlCode } from './filing.rules.ts';

const LISTED = 200;

@Injectable()
export class FilingQueries {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'GATEWAY_ORIGIN'>,
  ) {}

  /** 我的网站: the caller's own, whatever state they are in. */
  async own(principal: Principal): Promise<FilingSummary[]> {
    return inScope(this.source, principal, async (tx) => {
      const filings = await tx.manager.find(Filing, { where: { owner: principal.account ?? '' }, order: { id: 'DESC' }, take: LISTED });
      const changes = await subjectChangesOf(tx, filings.map(({ id }) => id));
      return filings.map((filing) => summaryOf(filing, changes.get(filing.id)));
    });
  }

  async view(principal: Principal, id: string): Promise<FilingView> {
    const { filing, rows, bureauName, change } = await this.look(principal, id, async (tx, found) => {
      const lines = await tx.query<SummaryRow>(`select ${SUMMARY_COLUMNS} from application a join bureau_copy b on b.bureau = a.bureau join filing f on f.id = a.filing where a.filing = $1 order by a.n desc`, [id]);
      const [bureau] = await tx.query<{ name: string }>('select name from bureau_copy where bureau = $1', [found.bureau]);
      return { filing: found, rows: lines, bureauName: bureau?.name ?? '', change: (await subjectChangesOf(tx, [id])).get(id) };
    });
    const now = new Date();
    const origin = this.environment.GATEWAY_ORIGIN;
    // OPN-25: only a page on the web has a foot to paste it into.
    const pastes = formOf(filing.object).htmlCode;
    const filed = filing.state === 'filed' && filing.code !== null && filing.number !== null ? { code: filing.code, number: filing.number } : null;
    return {
      ...summaryOf(filing, change), domains: filing.domains.map(toULabel), interactive: filing.interactive, bureauName,
      subjectName: filing.openerKind === 'individual' ? await this.openerName(filing, principal) : filing.openerName,
      code: filed?.code ?? null,
      html: filed === null || !pastes ? null : htmlCode(filed, { lookup: `${origin}/lookup`, icon: `${origin}/api/filing/public/icon.png` }),
      iconUrl: filed === null ? null : `/api/filing/filings/${id}/icon`,
      applications: rows.map((row) => lineOf(row, now)),
      displayBy: filed === null || filing.issuedAt === null || !pastes ? null : displayBy(filing.issuedAt),
    };
  }

  /** A natural person's name is masked for everybody else. */
  private openerName({ id, owner, openerName }: Filing, { account }: Principal): Promise<string> {
    return orErasedText(this.sealer.open(openerName, openerContext(id)).then((name) => (owner === account ? name : maskName(name))));
  }

  /** NUM-08: the icon is there once the filing is. */
  async assertFiled(principal: Principal, id: string): Promise<void> {
    const filing = await this.look(principal, id, async (_tx, found) => found);
    if (filing.state !== 'filed') throw notFiledYet();
  }

  /** Reads what the caller may see; what is refused is recorded (abuse 1). */
  private look<T>(principal: Principal, id: string, read: (tx: Tx, filing: Filing) => Promise<T>): Promise<T> {
    const entry = { action: 'filing.view', target: { type: 'filing', id }, bureau: principal.bureau };
    return attempt(this.source, principal, this.keys, entry, () => inScope(this.source, principal, async (tx) => read(tx, await findVisible(tx, id))));
  }
}

/** The filing, if it is the caller's own, or in an officer's area and not about the officer (S4). */
async function findVisible(tx: Tx, id: string): Promise<Filing> {
  const filing = await tx.manager.findOneBy(Filing, { id });
  const officer = OFFICER_ROLES.some((role) => tx.principal.roles.includes(role));
  if (filing === null || (filing.owner !== tx.principal.account && !officer)) return refuseUnseen(tx, id);
  if (officer && isOwnCase(tx.principal, filing)) throw ownCase();
  return filing;
}

function summaryOf({ id, object, subject, siteName, domains, state, number, issuedAt }: Filing, subjectChange: FilingSummary['subjectChange'] = null): FilingSummary {
  return { filing: id, object, subject, siteName, domain: toULabel(domains[0] ?? ''), state, stateLabel: FILING_STATE_LABELS[state], number, issuedAt: issuedAt?.toISOString() ?? null, subjectChange };
}
