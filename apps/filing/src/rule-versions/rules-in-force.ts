import type { NoticeView } from '@beian/contracts/filing/api';
import { RULE_CONTENTS, type RuleContent, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import { platformIn } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { DB_WORKER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CURRENT_NOTICE, SHIPPED_NOTICES } from '../notices/notices.ts';
import { SHIPPED } from './shipped.ts';

/** A topic's content with the version that a submission keeps. */
export interface InForce<T extends RuleTopic> {
  readonly version: number;
  readonly content: RuleContent<T>;
}

const PRESENT = `select e.version, v.content from rule_enactment e left join rule_version v on v.topic = e.topic and v.version = e.version
  where e.topic = $1 order by e.at desc limit 1`;
/** A form that is open keeps its rules for longer than this; what it was judged by is kept with it. */
const KEPT_MS = 10_000;

/** What is in force, asked of the database at most every ten seconds. */
@Injectable()
export class RulesInForceService {
  private readonly known = new Map<RuleTopic, { readonly at: number; readonly value: Promise<InForce<RuleTopic>> }>();

  constructor(@Inject(DB_WORKER) private readonly worker: DataSource) {}

  get<T extends RuleTopic>(topic: T): Promise<InForce<T>> {
    const known = this.known.get(topic);
    if (known !== undefined && Date.now() - known.at < KEPT_MS) return known.value as Promise<InForce<T>>;
    const value = inScope(this.worker, platformIn(), (tx) => presentOf(tx, topic));
    this.known.set(topic, { at: Date.now(), value });
    value.catch(() => this.known.delete(topic));
    return value;
  }

  /** A version that was in force at some time, as filings are read by it; 404 for any other: drafts are their editors' own. */
  once<T extends RuleTopic>(topic: T, version: number): Promise<InForce<T>> {
    return inScope(this.worker, platformIn(), async (tx) => {
      if (version !== 0 && !(await wasInForce(tx, topic, version))) throw notFound();
      return versionOf(tx, topic, version);
    });
  }

  /** Whether a form may name this version of the notice: the shipped ones, and every one that was in force while it may have been open. */
  async acceptsNotice(version: string): Promise<boolean> {
    if (isShipped(version)) return true;
    if (version === noticeVersion((await this.get('notice')).version)) return true;
    const number = numberOf(version);
    return number !== undefined && inScope(this.worker, platformIn(), (tx) => wasInForce(tx, 'notice', number));
  }

  /** The texts that a form accepted under this name; 404 for those that were never in force. */
  async noticeOf(version: string): Promise<NoticeView> {
    const shipped = SHIPPED_NOTICES.find((notice) => notice.version === version);
    if (shipped !== undefined) return shipped;
    const number = numberOf(version);
    if (number === undefined) throw notFound();
    return { version, ...(await this.once('notice', number)).content };
  }

  /** After an enactment here, so that its author sees it at once. */
  forget(topic: RuleTopic): void {
    this.known.delete(topic);
  }
}

async function wasInForce(tx: Tx, topic: RuleTopic, version: number): Promise<boolean> {
  return (await tx.query('select 1 from rule_enactment where topic = $1 and version = $2 limit 1', [topic, version])).length > 0;
}

function isShipped(version: string): boolean {
  return SHIPPED_NOTICES.some((notice) => notice.version === version);
}

function numberOf(version: string): number | undefined {
  const number = /^r([1-9]\d{0,8})$/.exec(version)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** As submissions name it: what the platform ships has a name of its own. */
export function noticeVersion(version: number): string {
  return version === 0 ? CURRENT_NOTICE.version : `r${version}`;
}

/** What the platform ships, for what knows no database. */
export const SHIPPED_RULES: Pick<RulesInForceService, 'get' | 'acceptsNotice'> = {
  get: async (topic) => ({ version: 0, content: SHIPPED[topic] }),
  acceptsNotice: async (version) => isShipped(version),
};

/** One version's content, in force or not; 404 for one that there is not. */
export async function versionOf<T extends RuleTopic>(tx: Tx, topic: T, version: number): Promise<InForce<T>> {
  if (version === 0) return { version, content: SHIPPED[topic] };
  const [row] = await tx.query<{ content: unknown }>('select content from rule_version where topic = $1 and version = $2', [topic, version]);
  if (row === undefined) throw notFound();
  return { version, content: RULE_CONTENTS[topic].parse(row.content) as RuleContent<T> };
}

/** What is in force now. */
export async function presentOf<T extends RuleTopic>(tx: Tx, topic: T): Promise<InForce<T>> {
  const [row] = await tx.query<{ version: number; content: unknown }>(PRESENT, [topic]);
  if (row === undefined || row.version === 0) return { version: 0, content: SHIPPED[topic] };
  return { version: row.version, content: RULE_CONTENTS[topic].parse(row.content) as RuleContent<T> };
}
