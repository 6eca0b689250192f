import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v4 } from 'uuid';
import { eventually, type Answer, type Session } from '../demo/platform.ts';
import type { Fields, Sample } from '../demo/samples.ts';
import { PLAYS } from '../demo/steps.ts';
import { enter, idOf, type Officers, type Told } from '../demo/teller.ts';
import type { Machine } from './faults.ts';

/** What the stories need: where the platform is, whom to act as, whose story to vary. */
export interface Scene {
  readonly origin: string;
  readonly machine: Machine;
  readonly officers: Officers;
  readonly applicant: Sample;
  readonly reviewer: string;
}

const STEP = { do: 'submit', expect: {} } as const;

async function entered({ origin, officers }: Scene, sample: Sample): Promise<Told> {
  return { sample, officers, owner: await enter(origin, sample) };
}

async function submitted(told: Told): Promise<Told> {
  await PLAYS.subject(told, STEP);
  await PLAYS.submit(told, STEP);
  return told;
}

async function caseOf(told: Told): Promise<Fields> {
  return (await told.owner.get(`/api/filing/applications/${idOf(told.sample, 'application')}`)).body as Fields;
}

/** One action with a command id of its own, sent once, without the patience of the demo's client. */
async function act(session: Session, told: Told, action: string): Promise<Answer> {
  const { revision } = await caseOf(told);
  const path = `/api/filing/applications/${idOf(told.sample, 'application')}/actions/${action}`;
  return session.send('POST', path, { expectedRevision: revision, payload: {} }, { 'idempotency-key': v4() });
}

function expectThat(holds: boolean, fact: string, seen: unknown): void {
  if (!holds) throw new Error(`${fact}; seen: ${JSON.stringify(seen)}`);
  console.log(`  ✓ ${fact}`);
}

async function decide(scene: Scene, told: Told): Promise<void> {
  const officer = await scene.officers.session(scene.reviewer);
  const filed = await eventually(async () => {
    const { stage } = await caseOf(told);
    if (stage === 'approved') return true;
    await act(officer.impatient(), told, stage === 'submitted' ? 'take' : 'passInitial');
    return undefined;
  }, 120_000);
  expectThat(filed === true, 'the case is decided and its number issued', await caseOf(told));
}

/** Kafka down: a newcomer can still register, record a subject and submit; notices come later, and none is lost. */
export async function withoutKafka(scene: Scene): Promise<void> {
  scene.machine.remove('kafka');
  const told = await submitted(await entered(scene, scene.applicant));
  expectThat((await caseOf(told))['stage'] === 'submitted', 'without Kafka a newcomer registers, records a subject and submits', await caseOf(told));
  await decide(scene, told);
  await scene.machine.restore('kafka');
  const sms = await PLAYS.sms(told, { do: 'sms', match: '公网安备', expect: {} });
  expectThat(typeof sms['text'] === 'string', 'with Kafka back the notice arrives', sms);
}

/** Temporal down: submissions are accepted; an action answers 503 and nothing has changed; later all goes on by itself. */
export async function withoutTemporal(scene: Scene): Promise<void> {
  const officer = await scene.officers.session(scene.reviewer);
  scene.machine.remove('temporal');
  const told = await submitted(await entered(scene, scene.applicant));
  expectThat((await act(officer, told, 'take')).status === 200, 'without Temporal a submission is accepted and can be taken', await caseOf(told));
  const before = await caseOf(told);
  const answer = await act(officer.impatient(), told, 'passInitial');
  expectThat(answer.status === 503, 'without Temporal an action answers 503', answer.status);
  expectThat(JSON.stringify(await caseOf(told)) === JSON.stringify(before), 'and nothing has changed', await caseOf(told));
  await scene.machine.restore('temporal');
  await decide(scene, told);
}

/** Temporal's data deleted: every case goes on. */
export async function afterTemporalLostItsData(scene: Scene): Promise<void> {
  const told = await submitted(await entered(scene, scene.applicant));
  const officer = await scene.officers.session(scene.reviewer);
  expectThat((await act(officer, told, 'take')).status === 200, 'a case is in review', await caseOf(told));
  scene.machine.remove('temporal');
  const files = temporalFiles(scene.machine.data);
  expectThat(files.length > 0, `Temporal's data are deleted (${files.length} files)`, scene.machine.data);
  for (const file of files) rmSync(file, { recursive: true });
  await scene.machine.restore('temporal');
  await decide(scene, told);
}

function temporalFiles(data: string): string[] {
  const folder = join(data, 'temporal');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
