import { NumbersExhausted } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { DEFAULT_CATEGORY, filingCode, formatFilingNumber, LAST_RUNNING } from '@beian/rules/numbers/filing-number';

export interface IssuedNumber {
  readonly number: string;
  readonly code: string;
}

// The counter's row stays locked until the approval commits or is undone: gapless, and in the order of approval (S5).
const NEXT = `insert into number_counter as c (issuing_code, category, last) values ($1, $2, 1)
  on conflict (issuing_code, category) do update set last = c.last + 1 where c.last < $3 returning last`;

/** The bureau's next filing number, within the approving transaction; undefined (and an alarm) when they are used up. */
export async function issueNumber(tx: Tx, bureau: { id: number; issuingCode: string; prefix: string }): Promise<IssuedNumber | undefined> {
  const { id, issuingCode, prefix } = bureau;
  const [row] = await tx.query<{ last: number }>(`with next as (${NEXT}) select last from next`, [issuingCode, DEFAULT_CATEGORY, LAST_RUNNING]);
  if (row !== undefined) {
    const parts = { issuingCode, category: DEFAULT_CATEGORY, running: row.last };
    return { number: formatFilingNumber({ prefix, ...parts }), code: filingCode(parts) };
  }
  publish(tx, NumbersExhausted, String(id), { bureau: id, issuingCode, category: DEFAULT_CATEGORY });
  logger().error({ alarm: 'number.exhausted', bureau: id, issuingCode }, 'The running numbers of a bureau are used up');
  return undefined;
}
