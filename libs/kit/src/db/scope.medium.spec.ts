import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, platformIn } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { CreateSpecimen1700000000001, Specimen } from '@beian/testing/specimen';
import { newId } from '../http/uuid.ts';
import { withCorrelation } from '../logging/correlation.ts';
import { inScope, widen, type Tx } from './scope.ts';

const SETTINGS = `select current_setting('beian.account', true) account, current_setting('beian.bureaus', true) bureaus, current_setting('beian.kind', true) kind, current_setting('beian.roles', true) roles, current_setting('beian.person', true) person, pg_backend_pid() pid`;

describe('inScope', () => {
  let db: TestDatabase;
  const mine = anApplicant();
  const ids = { mine: newId(), north: newId(), south: newId() };

  beforeAll(async () => {
    db = await testDatabase({ service: 'filing', entities: [Specimen], migrations: [CreateSpecimen1700000000001] });
    await db.admin(`insert into specimen (id, version, owner_account, bureau) values ($1, 1, $4, 7), ($2, 1, null, 1), ($3, 1, null, 2)`, [ids.mine, ids.north, ids.south, mine.account]);
  });
  afterAll(() => db.close());

  const seen = (tx: Tx): Promise<{ id: string }[]> => tx.query<{ id: string }>('select id from specimen');

  it('tells the database who acts, until the end of the transaction only', async () => {
    const officer = anOfficer({ bureau: 3, scope: [3, 4], roles: ['reviewer', 'inspector'] });
    const [inside] = await inScope(db.source('api'), officer, (tx) => tx.query(SETTINGS));
    expect(inside).toMatchObject({ account: officer.account, bureaus: '{3,4}', kind: 'officer', roles: '{reviewer,inspector}', person: officer.person });
    const after = (await db.source('api').query(SETTINGS)) as Record<string, unknown>[];
    expect(after[0]).toMatchObject({ pid: inside!['pid'], account: '', bureaus: '', kind: '', roles: '', person: '' });
  });

  it('shows nothing where the scope was forgotten', async () => {
    expect(await db.source('api').query('select id from specimen')).toEqual([]);
    expect(await inScope(db.source('api'), ANONYMOUS, seen)).toEqual([]);
    expect(await inScope(db.source('worker'), platformIn(), seen)).toEqual([]);
  });

  it('shows an applicant the own rows, an officer those of the scope, without any WHERE', async () => {
    expect(await inScope(db.source('api'), mine, seen)).toEqual([{ id: ids.mine }]);
    expect(await inScope(db.source('api'), anOfficer({ bureau: 1 }), seen)).toEqual([{ id: ids.north }]);
    const both = await inScope(db.source('api'), anOfficer({ bureau: 1, scope: [1, 2] }), seen);
    expect(both.map(({ id }) => id).sort()).toEqual([ids.north, ids.south].sort());
  });

  it('binds the owner of the tables too', async () => {
    expect(await db.source('owner').query('select id from specimen')).toEqual([]);
  });

  it('destroys the connection after an error, and keeps it otherwise', async () => {
    const pids: unknown[] = [];
    const remember = async (tx: Tx): Promise<void> => {
      pids.push((await tx.query(SETTINGS))[0]!['pid']);
    };
    await inScope(db.source('worker'), platformIn(1), remember);
    const failing = inScope(db.source('worker'), platformIn(1), async (tx) => {
      await remember(tx);
      await tx.query(`update specimen set site_name = 'lost' where id = $1`, [ids.north]);
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    await inScope(db.source('worker'), platformIn(1), remember);
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[1]);
    expect(await db.admin('select site_name from specimen where id = $1', [ids.north])).toEqual([{ site_name: null }]);
  });

  it('survives that the connection dies inside the transaction', async () => {
    const killed = inScope(db.source('worker'), platformIn(1), async (tx) => {
      await db.admin('select pg_terminate_backend($1)', [(await tx.query(SETTINGS))[0]!['pid']]);
      return seen(tx);
    });
    await expect(killed).rejects.toThrow();
    expect(await inScope(db.source('worker'), platformIn(1), seen)).toEqual([{ id: ids.north }]);
  });

  it('runs the last hooks inside the transaction, and those after the commit once it holds', async () => {
    const order: string[] = [];
    await inScope(db.source('worker'), platformIn(2), async (tx) => {
      tx.afterCommit(() => order.push('after'));
      tx.beforeCommit(async () => {
        order.push('before');
        await tx.query(`update specimen set site_name = 'hook' where id = $1`, [ids.south]);
      });
      order.push('body');
    });
    expect(order).toEqual(['body', 'before', 'after']);
    expect(await db.admin('select site_name from specimen where id = $1', [ids.south])).toEqual([{ site_name: 'hook' }]);
  });

  it('rolls back when a last hook fails, and calls nothing after it', async () => {
    let told = false;
    const failing = inScope(db.source('worker'), platformIn(2), async (tx) => {
      tx.afterCommit(() => (told = true));
      tx.beforeCommit(() => Promise.reject(new Error('no outbox')));
      await tx.query(`update specimen set site_name = 'never' where id = $1`, [ids.south]);
    });
    await expect(failing).rejects.toThrow('no outbox');
    expect(told).toBe(false);
    expect(await db.admin(`select id from specimen where site_name = 'never'`)).toEqual([]);
  });

  it('cannot be used after its end', async () => {
    let kept: Tx | undefined;
    await inScope(db.source('worker'), platformIn(1), async (tx) => {
      kept = tx;
    });
    expect(() => kept!.beforeCommit(async () => undefined)).toThrow('has ended');
    await expect(seen(kept!)).rejects.toThrow('has ended');
  });

  it('lets the platform widen its scope, and nobody else', async () => {
    const widened = await inScope(db.source('worker'), platformIn(), async (tx) => {
      await widen(tx, [1]);
      return seen(tx);
    });
    expect(widened).toEqual([{ id: ids.north }]);
    await expect(inScope(db.source('api'), anOfficer({ bureau: 1 }), (tx) => widen(tx, [2]))).rejects.toThrow('Only the platform');
  });

  it('carries the correlation of the request', async () => {
    const correlation = await withCorrelation('request-0001', () => inScope(db.source('api'), mine, async (tx) => tx.correlation));
    expect(correlation).toBe('request-0001');
  });
});
