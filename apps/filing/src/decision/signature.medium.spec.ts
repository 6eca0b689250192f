import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RunMessage } from '@beian/contracts/filing/actions';
import type { Principal } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { benchOf } from './bench.fixture.ts';
import { receiveCommand, subjectAnswer } from './decision.fixture.ts';
import { signMessage, type RunAddress } from './run-message.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const sealer = testSealer();
const filingKeys = testKeys('filing');

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
});
afterAll(() => db.close());

interface Sent {
  readonly id: string;
  readonly filing: string;
  readonly officer: Principal;
  readonly message: RunMessage;
  readonly address: RunAddress;
}

/** A taken case and the message of its officer's decision, on its way. */
async function aMessage(): Promise<Sent> {
  const officer = anOfficer({ bureau: 3 });
  const { id, filing } = await bench.aCase();
  await bench.handle(officer, id, 'take');
  const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
  return { id, filing, officer, message, address: { namespace: bench.namespace, workflowId: `filing/${filing}/1` } };
}

/** Everything that a message may not change: the case, its command, and what was said about it. */
async function traces({ id, filing, message }: Sent) {
  const { stage, revision } = await bench.row(id);
  const [command] = await db.admin('select status from command where id = $1', [message.command]);
  return { stage, revision, command, events: await bench.eventTypes(filing) };
}
const forgeries = async (filing: string) => (await recordedActions(db, 'command.forged')).filter((each) => each.filing === filing).map(({ outcome, code }) => `${outcome} ${code}`);

/** With no key: a part is altered. With ours alone: everything is signed again, whatever it says. */
const PARTS: Readonly<Record<string, (sent: Sent) => Partial<RunMessage>>> = {
  action: () => ({ action: 'return' }),
  'payload digest': () => ({ payloadDigest: 'a'.repeat(64) }),
  'expected revision': () => ({ expectedRevision: 7 }),
  'issue': () => ({ issuedAt: '2026-01-01T00:00:00.000Z' }),
  'expiry, later': () => ({ expiresAt: '2099-01-01T00:00:00.000Z' }),
  'expiry, earlier': ({ message }) => ({ expiresAt: message.issuedAt }),
  'session credential': () => ({ credential: 'b'.repeat(64) }),
};

describe('abuse 7: the signature covers every part', () => {
  it.each([...Object.entries(PARTS), ['application', () => ({ application: newId() })], ['key', () => ({ key: 'another' })], ['signature', () => ({ signature: 'A'.repeat(86) })], ['no signature', () => ({ signature: 'none' })]] as [string, (sent: Sent) => Partial<RunMessage>][])(
    'without a key, another %s is refused, recorded and changes nothing; the true message still counts', async (_part, alter) => {
      const sent = await aMessage();
      const before = await traces(sent);
      expect(await bench.decisions.settle({ application: sent.id, message: { ...sent.message, ...alter(sent) } })).toMatchObject({ status: 'refused', code: 'command.signature-invalid', case: { stage: 'in_review' } });
      expect(await traces(sent)).toEqual(before);
      expect(await forgeries(sent.filing)).toEqual(['refused command.signature-invalid']);
      expect(await bench.decisions.settle({ application: sent.id, message: sent.message })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    });

  it.each(Object.entries(PARTS))('with the service’s key alone, another %s than the row’s is refused and recorded', async (part, alter) => {
    const sent = await aMessage();
    const before = await traces(sent);
    const message = signMessage(filingKeys, sent.address, { ...sent.message, ...alter(sent) });
    const code = part === 'session credential' ? 'command.credential-invalid' : 'command.signature-invalid';
    expect(await bench.decisions.settle({ application: sent.id, message })).toMatchObject({ status: 'refused', code });
    expect(await traces(sent)).toEqual(before);
    expect(await forgeries(sent.filing)).toEqual([`refused ${code}`]);
  });

  it.each([['namespace', { namespace: 'elsewhere' }], ['workflow id', { workflowId: `filing/${newId()}/1` }], ['run of the same filing', { workflowId: 'n' }]])('a message signed for another %s is refused, and so is the true one in a run of that address', async (_part, other) => {
    const sent = await aMessage();
    const elsewhere = { ...sent.address, ...other };
    const message = signMessage(filingKeys, elsewhere, sent.message);
    expect(await bench.decisions.settle({ application: sent.id, message })).toMatchObject({ status: 'refused', code: 'command.signature-invalid' });
    expect(await bench.decisions.settle({ application: sent.id, message: sent.message, from: elsewhere })).toMatchObject({ status: 'refused', code: 'command.signature-invalid' });
    expect(await bench.decisions.settle({ application: sent.id, message: sent.message, from: sent.address })).toMatchObject({ status: 'applied' });
  });

  it('with the key of identity alone nothing is signed for a run', async () => {
    const sent = await aMessage();
    const message = signMessage(testKeys('identity'), sent.address, sent.message);
    expect(await bench.decisions.settle({ application: sent.id, message })).toMatchObject({ status: 'refused', code: 'command.signature-invalid' });
  });

  it('with the service’s key and a session that identity has not signed, the command is refused and recorded', async () => {
    const { id, filing, officer } = await aMessage();
    const message = await receiveCommand({ ...bench.sending, identity: filingKeys }, officer, id, { action: 'passInitial' });
    expect(await bench.decisions.settle({ application: id, message })).toMatchObject({ status: 'refused', code: 'command.credential-invalid' });
    expect(await forgeries(filing)).toEqual(['refused command.credential-invalid']);
  });
});

describe('abuse 6: messages that no command stands behind', () => {
  it('another case’s command and an unknown one are refused and recorded', async () => {
    const [mine, other] = [await aMessage(), await aMessage()];
    expect(await bench.decisions.settle({ application: other.id, message: mine.message })).toMatchObject({ status: 'refused', code: 'command.unknown' });
    expect(await bench.decisions.settle({ application: mine.id, message: { ...mine.message, command: newId() } })).toMatchObject({ status: 'refused', code: 'command.unknown' });
    expect([await forgeries(mine.filing), await forgeries(other.filing)]).toEqual([['refused command.unknown'], ['refused command.unknown']]);
    expect((await bench.row(other.id))['stage']).toBe('in_review');
  });

  it.each([{ command: 'x' }, { command: '\0' }, { expectedRevision: 2 ** 40 }, { expiresAt: 'never' }])('a message that is none is refused at once, instead of failing again and again: %j', async (alter) => {
    const { id, message } = await aMessage();
    expect(await bench.decisions.settle({ application: id, message: { ...message, ...alter } })).toMatchObject({ status: 'refused', code: 'command.unknown', case: { stage: 'in_review' } });
    expect(await bench.decisions.settle({ application: id, message })).toMatchObject({ status: 'applied' });
  });

  it.each(['applied', 'void'] as const)('in the name of a command that is %s already, a forged message is refused and recorded, and learns nothing of its end', async (status) => {
    const sent = await aMessage();
    if (status === 'applied') await bench.decisions.settle({ application: sent.id, message: sent.message });
    else await db.admin(`update command set status = 'void', code = 'command.void', stage = 'in_review', settled_at = now() where id = $1`, [sent.message.command]);
    const before = await traces(sent);
    expect(await bench.decisions.settle({ application: sent.id, message: { ...sent.message, signature: 'A'.repeat(86) } })).toMatchObject({ status: 'refused', code: 'command.signature-invalid' });
    expect(await forgeries(sent.filing)).toEqual(['refused command.signature-invalid']);
    // The true message again is a repeat: it is answered as it ended, and changes nothing.
    expect(await bench.decisions.settle({ application: sent.id, message: sent.message })).toMatchObject({ status });
    expect(await traces(sent)).toEqual(before);
  });

  it('an expired command is refused, and settled so', async () => {
    const { id, message, address } = await aMessage();
    const expiresAt = new Date(Date.now() - 1_000);
    await db.admin('update command set expires_at = $2 where id = $1', [message.command, expiresAt]);
    const late = signMessage(filingKeys, address, { ...message, expiresAt: expiresAt.toISOString() });
    expect(await bench.decisions.settle({ application: id, message: late })).toMatchObject({ status: 'refused', code: 'command.expired' });
    expect(await db.admin('select status, code from command where id = $1', [message.command])).toEqual([{ status: 'refused', code: 'command.expired' }]);
  });
});

describe('abuse 6: the answer of the subject service', () => {
  it.each(['no signature', 'our own signature', 'another state', 'another command'])('with %s is refused and recorded, and no filing approved by it', async (fault) => {
    const sent = await aMessage();
    await db.admin("update application set subject_state = 'submitted' where id = $1", [sent.id]);
    const first = await bench.decisions.settle({ application: sent.id, message: sent.message });
    expect(first).toMatchObject({ status: 'needs_subject' });
    const good = subjectAnswer(testKeys('subject'), first, 'approved');
    const forged = {
      'no signature': { state: 'approved' as const, revision: good.revision },
      'our own signature': subjectAnswer(filingKeys, first, 'approved'),
      'another state': { ...subjectAnswer(testKeys('subject'), first, 'returned'), state: 'approved' as const },
      'another command': subjectAnswer(testKeys('subject'), { ...first, subject: { ...first.subject!, input: { ...first.subject!.input, command: newId() } } }, 'approved'),
    }[fault];
    expect(await bench.decisions.settle({ application: sent.id, message: sent.message, subjectDecided: forged! })).toMatchObject({ status: 'refused', code: 'subject.answer-forged', case: { stage: 'in_review' } });
    expect(await forgeries(sent.filing)).toEqual(['refused subject.answer-forged']);
    expect(await bench.decisions.settle({ application: sent.id, message: sent.message, subjectDecided: good })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
  });
});
