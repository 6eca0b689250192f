import { RULE_CONTENTS, type DraftRules, type RuleContent, type RuleTopic, type RuleVersionList } from '@beian/contracts/filing/rule-versions';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { conflict, forbidden } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { parseInput } from '@beian/kit/http/validate';
import { attemptInScope, type Changed } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { presentOf, RulesInForceService, versionOf } from './rules-in-force.ts';
import { settledContent } from './settled-content.ts';

const LIST = `select v.version, v.note, v.author, v.at, (select max(e.at) from rule_enactment e where e.topic = v.topic and e.version = v.version) as "enactedAt"
  from rule_version v where v.topic = $1 order by v.version desc limit 200`;

/** Versions of rules: written once, enacted, and enacted again to go back; for the administrators of the province. */
@Injectable()
export class RuleVersionsService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(RulesInForceService) private readonly inForce: RulesInForceService,
  ) {}

  list(caller: Principal, topic: RuleTopic): Promise<RuleVersionList> {
    return inScope(this.source, caller, async (tx) => {
      const { version: present } = await presentOf(tx, topic);
      const rows = await tx.query<{ version: number; note: string; author: string; at: Date; enactedAt: Date | null }>(LIST, [topic]);
      const items = rows.map(({ at, enactedAt, ...row }) => ({ ...row, at: at.toISOString(), enactedAt: enactedAt?.toISOString() ?? null, inForce: row.version === present }));
      return { inForce: present, items: [...items, { version: 0, note: '平台初始版本', author: null, at: null, enactedAt: null, inForce: present === 0 }] };
    });
  }

  /** The content of one version; 404 for one that there is not. */
  read(caller: Principal, topic: RuleTopic, version: number): Promise<unknown> {
    return inScope(this.source, caller, async (tx) => (await versionOf(tx, topic, version)).content);
  }

  /** A new version, not in force yet. Throws `rules.changed` (409) when another editor was first. */
  async draft(caller: Principal, topic: RuleTopic, { content, note, basedOn }: DraftRules): Promise<number> {
    return this.change(caller, 'rules.draft', topic, async (tx) => {
      const parsed = parseInput<RuleContent<RuleTopic>>(RULE_CONTENTS[topic], content, 'content');
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('rules:' || $1, 0))`, [topic]);
      const [{ newest } = { newest: 0 }] = await tx.query<{ newest: number }>('select coalesce(max(version), 0) as newest from rule_version where topic = $1', [topic]);
      if (newest !== basedOn) throw conflict('rules.changed', '已有更新的版本，请刷新后在最新版本上修改');
      const version = newest + 1;
      const settled = settledContent(topic, parsed, await versionOf(tx, topic, newest));
      await tx.query('insert into rule_version (topic, version, content, note, author) values ($1, $2, $3, $4, $5)', [topic, version, JSON.stringify(settled), note, caller.account]);
      return { result: version, after: { version, basedOn } };
    });
  }

  /** From now on submissions are judged by it; those that are in review keep the version they were judged by. */
  async enact(caller: Principal, topic: RuleTopic, version: number, expectedInForce: number): Promise<void> {
    await this.change(caller, 'rules.enact', topic, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('rules:' || $1, 0))`, [topic]);
      await versionOf(tx, topic, version);
      const before = (await presentOf(tx, topic)).version;
      if (before !== expectedInForce) throw conflict('rules.changed', '生效版本已被他人更改，请刷新后重试');
      await tx.query('insert into rule_enactment (id, topic, version, author) values ($1, $2, $3, $4)', [newId(), topic, version, caller.account]);
      return { result: undefined, before: { version: before }, after: { version } };
    });
    this.inForce.forget(topic);
  }

  private change<T>(caller: Principal, action: string, topic: RuleTopic, act: (tx: Tx) => Promise<Changed<T>>): Promise<T> {
    return attemptInScope(this.source, caller, this.keys, { action, target: { type: 'rules', id: topic }, bureau: caller.bureau }, async (tx) => {
      await requireProvince(tx);
      return act(tx);
    });
  }
}

/** The rules are one for the whole province: a county's administrator does not set them. */
async function requireProvince(tx: Tx): Promise<void> {
  const found = await tx.query('select 1 from bureau_copy where bureau = $1 and parent is null', [tx.principal.bureau]);
  if (found.length === 0) throw forbidden('rules.province_only');
}
