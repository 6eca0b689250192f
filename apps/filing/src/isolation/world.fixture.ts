import { newId } from '@beian/kit/http/uuid';
import { anOfficer } from '@beian/testing/principals';
import type { Held, World } from '@beian/testing/jurisdiction';
import type { benchOf } from '../decision/bench.fixture.ts';
import { receiveCommand } from '../decision/decision.fixture.ts';

/** A record of the world as this service has it. */
export interface HeldCase {
  readonly held: Held;
  readonly application: string;
  readonly filing: string;
  /** Of the application, as its owner is told it. */
  readonly number: string;
  readonly subject: string;
  readonly command: string;
  readonly draft: string;
}

type Bench = ReturnType<typeof benchOf>;
type Admin = (sql: string, params?: unknown[]) => Promise<unknown[]>;

/** Statements that put the world's bureaus into the copies, each with a region of its own. */
export async function placeBureaus(admin: Admin, { bureaus }: Pick<World, 'bureaus'>): Promise<void> {
  for (const { bureau, parent, level, region } of bureaus) {
    await admin(`insert into bureau_copy (bureau, parent, name, level, issuing_code, prefix, brigade_phone, regions, active) values ($1, $2, $3, $4, $5, '鄂公网安备', '027-00000001', array[$5], true)`, [bureau, parent, `第${bureau}大队`, level, region]);
    await admin('insert into region_copy (code, name, parent, abolished_on, successors) values ($1, $1, null, null, $2)', [region, []]);
  }
}

/** Every record of the world: submitted where it began, transferred along its way by officers of each station, with a command and a draft of its owner. */
export async function placeCases(bench: Bench, admin: Admin, world: World): Promise<HeldCase[]> {
  const placed: HeldCase[] = [];
  for (const held of world.held) {
    const { owner, person } = held;
    const [first, ...further] = [...held.before, held.bureau];
    const region = world.bureaus.find(({ bureau }) => bureau === first)!.region;
    const { id, filing, body } = await bench.aCase({ receipt: { region, persons: [person] } }, owner);
    let at = first!;
    for (const bureau of further) {
      await bench.handle(anOfficer({ bureau: at }), id, 'transfer', { bureau, reason: '按管辖移送' });
      at = bureau;
    }
    const { command } = await receiveCommand(bench.sending, owner, id, { action: 'withdraw' });
    const draft = newId();
    await admin(`insert into draft (id, version, owner, object, step, name, content, saved_at) values ($1, 1, $2, 'website', 1, '草稿', 'sealed', now())`, [draft, owner.account]);
    const { subject, number } = (await bench.row(id)) as { subject: string; number: string };
    await admin(`insert into subject_copy (subject, owner, revision, state) values ($1, $2, 1, 'submitted')`, [subject, owner.account]);
    placed.push({ held, application: id, filing, number, subject, command, draft });
    if (body.application !== id) throw new Error('The case has another id');
  }
  return placed;
}
