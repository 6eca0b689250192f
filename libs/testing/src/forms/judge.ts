import { codeFor, nameOf } from './breaker.ts';
import type { Entry } from './plan.ts';
import { leavesOf } from './submission.ts';

/** An answer of the platform. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

interface Told { readonly code?: string; readonly fields?: readonly { readonly field?: string; readonly code?: string; readonly message?: string }[] }

/** What is wrong with the answer to a submission, in words; nothing when it is what the plan says. */
export function judge(entry: Entry, { status, body }: Answered): string[] {
  const { submission: { object, who }, broken } = entry;
  const name = broken ? `${object} of ${who}, ${nameOf(broken.by)}` : `${object} of ${who}, good`;
  const wrong = (what: string): string => `${name}: ${what}: ${status} ${JSON.stringify(body)}`.slice(0, 600);
  if (status >= 500) return [wrong('5xx')];
  if (broken === undefined) return status === 201 ? [] : [wrong('not accepted')];
  const { code, fields = [] } = body as Told;
  if (status !== 422 || code !== 'input.invalid') return [wrong('not refused')];
  const wanted = broken.paths.map((path) => `${path} ${codeFor(broken.by, object)}`);
  const told = fields.map((fault) => `${fault.field} ${fault.code}`);
  if ([...told].sort().join() !== [...wanted].sort().join()) return [wrong(`refused, but not for ${wanted.join()} alone`)];
  return fields.filter(({ message }) => !isChineseSentence(message)).map((fault) => wrong(`no Chinese sentence at ${fault.field}`));
}

/** What programs say to one another: patterns, lists of keys, names of types. */
const JARGON = /[|\\^$"{}]|期望|无效|正则|\b(?:string|boolean|number|array|object|null|undefined|NaN|UUID|ISO|regex)\b/iu;

/** More than a word in Han characters, and nothing that only a programmer understands. */
function isChineseSentence(text: string | undefined): boolean {
  return text !== undefined && (text.match(/\p{Script=Han}/gu) ?? []).length >= 3 && !JARGON.test(text);
}

type Mask = (value: string) => string;
const stars = (count: number): string => '*'.repeat(count);
/** All but so many characters at both ends. */
const between = (head: number, tail: number): Mask => (value) => value.replace(new RegExp(`(?<=^.{${head}}.*).(?=.{${tail}})`, 'gsu'), '*');
const phone: Mask = (value) => (/^\d{11}$/.test(value) && value.startsWith('1') ? between(3, 4) : between(3, 2))(value);
/** What officers are shown instead of a person's data, written from the words of the requirement (S4, WEB-38). */
const MASKS: Readonly<Record<string, Mask>> = {
  name: between(1, 0),
  certificateNumber: (value) => (value.length < 10 ? between(1, 1) : between(3, 2))(value),
  mobile: phone,
  officePhone: phone,
  email: (value) => value.replace(/^(.).*(?=@)/, '$1***'),
  residence: (value) => ([...value].length <= 6 ? stars([...value].length) : value.replace(/^(.{6}).*$/su, `$1${stars(6)}`)),
};
const OF_A_PERSON = /^(?:manager|security|emergency)\.(\w+)$/;

/** The leaf as whoever reads it must see it. */
function seenAs(reader: 'owner' | 'officer', path: string, value: unknown): unknown {
  const mask = MASKS[OF_A_PERSON.exec(path)?.[1] ?? ''];
  return reader === 'owner' || mask === undefined || typeof value !== 'string' ? value : mask(value);
}

/** Where what is read back differs from what was sent, leaf by leaf. */
export function readBack({ submission: { object, data } }: Entry, reader: 'owner' | 'officer', { status, body }: Answered): string[] {
  if (status !== 200) return [`${object} cannot be read by its ${reader}: ${status} ${JSON.stringify(body).slice(0, 300)}`];
  const wanted = new Map([...leavesOf(data)].map(([path, value]) => [path, JSON.stringify(seenAs(reader, path, value))]));
  const seen = new Map([...leavesOf((body as { data: unknown }).data)].map(([path, value]) => [path, JSON.stringify(value)]));
  return [...new Set([...wanted.keys(), ...seen.keys()])].filter((path) => wanted.get(path) !== seen.get(path))
    .map((path) => `${object} read by its ${reader}: ${path} is ${seen.get(path)}, not ${wanted.get(path)}`);
}
