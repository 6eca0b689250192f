import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { picture } from '../demo/pictures.ts';
import { Session } from '../demo/platform.ts';
import { officerPassword, readSamples } from '../demo/samples.ts';
import { APPLICANT_PASSWORD, enter, Officers, signIn } from '../demo/teller.ts';
import { ASKERS, PEOPLE, playedBy, type Asker, type Stranger } from './cast.ts';
import { documentOfAll, type Document } from './document.ts';
import { openKeeper } from './keeper.ts';
import { plant, readAgain, type Planted } from './plant.ts';
import { runSchemathesis, type Effort, type Report } from './schemathesis.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A platform with planted people, ready to be asked by anybody. */
export interface Ground {
  readonly origin: string;
  readonly folder: string;
  readonly document: Document;
  readonly people: Readonly<Record<Exclude<keyof typeof PEOPLE, 'double'>, Planted>>;
  /** Login name of the applicant's double. */
  readonly double: string;
}

export interface Findings extends Report {
  readonly asker: Asker;
}

/** Reads the documents of the running services and plants what belongs to somebody. */
export async function prepareGround(origin: string, stackFile: string, folder: string): Promise<Ground> {
  const { processes } = JSON.parse(readFileSync(stackFile, 'utf8')) as { processes: Record<string, { url?: string }> };
  const document = await documentOfAll((service) => processes[service]?.url ?? '');
  const officers = new Officers(origin, officerPassword(ROOT));
  const base = readSamples(ROOT).find(({ id }) => id === 'xiling-blog');
  if (base === undefined) throw new Error('The sample xiling-blog is missing');
  const people = { wuchang: await plant(origin, document, base, 'wuchang', officers), dongguan: await plant(origin, document, base, 'dongguan', officers), neighbour: await plant(origin, document, base, 'neighbour', officers) };
  const double = playedBy(base, PEOPLE.double);
  await enter(origin, double);
  return { origin, folder, document, people, double: double.applicant.loginName };
}

/** One run as one asker. What the platform gave to the strangers and not to the asker must not be answered. */
export async function fuzzAs(ground: Ground, asker: Asker, effort: Effort, name: string = asker.role): Promise<Findings> {
  const { origin, folder, document, people } = ground;
  const own = asker.own === undefined ? undefined : people[asker.own];
  const strangers = asker.strangers.map((stranger) => people[stranger]);
  const keeper = asker.role === 'anonymous' ? undefined : await openKeeper((slot) => enterAs(ground, asker, slot));
  const { bytes } = await picture('id-card-16k');
  try {
    const report = await runSchemathesis(folder, name, document, {
      origin, seed: `${effort.seed} ${name}`, keeper: keeper?.url ?? null, picture: bytes.toString('hex'),
      foreign: { ids: strangers.flatMap(({ ids }) => ids), tokens: strangers.flatMap(({ tokens }) => tokens), drafts: strangers.map(({ draft }) => draft), marks: strangers.flatMap(({ marks }) => marks) },
      own: { ids: own?.ids ?? [], tokens: own?.tokens ?? [], bodies: own?.bodies ?? {} },
    }, effort);
    return { asker, ...report };
  } finally {
    await keeper?.close();
  }
}

async function enterAs({ origin, people, double }: Ground, { officer, spare }: Asker, slot: 'main' | 'spare'): Promise<Session> {
  const session = new Session(origin);
  const login = slot === 'spare' ? (spare ?? officer) : officer;
  if (login !== undefined) return signIn(session, login, officerPassword(ROOT));
  return signIn(session, slot === 'spare' ? double : people.neighbour.sample.applicant.loginName, APPLICANT_PASSWORD);
}

/** Every asker, two at a time. */
export async function fuzzAll(ground: Ground, effort: Effort, askers: readonly Asker[] = ASKERS): Promise<Findings[]> {
  const findings: Findings[] = [];
  const waiting = [...askers];
  const work = async (): Promise<void> => {
    for (let asker = waiting.shift(); asker !== undefined; asker = waiting.shift()) findings.push(await fuzzAs(ground, asker, effort));
  };
  await Promise.all([work(), work()]);
  return findings;
}

/** Whose records are no longer as they were planted; nobody who asked may change those of strangers. */
export async function changedStrangers({ origin, people }: Ground): Promise<Stranger[]> {
  const looks = await Promise.all((['wuchang', 'dongguan'] as const).map(async (who) => ((await readAgain(origin, people[who])) === people[who].before ? [] : [who])));
  return looks.flat();
}

/** Answers counted over all operations. */
export function countAnswers({ statuses }: Pick<Report, 'statuses'>, is: (status: number) => boolean = () => true): number {
  return Object.values(statuses).flatMap((answers) => Object.entries(answers)).filter(([status]) => is(Number(status))).reduce((sum, [, times]) => sum + times, 0);
}
