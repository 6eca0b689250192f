import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Fields = Record<string, unknown>;

/** One thing that happens in a sample, and what must come of it. A text beginning with ~ is a pattern. */
export interface Step {
  readonly do: 'subject' | 'submit' | 'act' | 'resubmit' | 'refused' | 'sms' | 'message' | 'code' | 'lookUp' | 'timeline';
  readonly what?: 'register' | 'upload' | 'subject' | 'submit' | 'actAs';
  readonly action?: string;
  readonly by?: string;
  readonly round?: number;
  readonly payload?: Fields;
  readonly patch?: Fields;
  readonly picture?: string;
  readonly q?: string;
  readonly match?: string;
  readonly expect: Fields;
}

/** A file under samples/cases. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly string[];
  readonly invented: string;
  /** Id of an earlier sample: the unit files once more, under the account and subject that it has. */
  readonly under?: string;
  readonly applicant: { readonly loginName: string; readonly realName: string; readonly idNumber: string; readonly mobile: string; readonly email: string };
  readonly subject: Fields;
  /** What is filed; left out: a website. */
  readonly object?: string;
  readonly website: Fields;
  /** The form of any other kind. */
  readonly form?: Fields;
  readonly story: readonly Step[];
}

/** The kind of a sample and its form. */
export function filedBy({ object = 'website', website, form }: Sample): { readonly object: string; readonly data: Fields } {
  return { object, data: form ?? website };
}

export function readSamples(root: string): Sample[] {
  const folder = join(root, 'samples/cases');
  const samples = readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sample);
  return samples.map((sample) => (sample.under === undefined ? sample : { ...sample, ...ownerOf(samples, sample.under) }));
}

function ownerOf(samples: readonly Sample[], id: string): Pick<Sample, 'applicant' | 'subject'> {
  const found = samples.find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`A sample goes on under ${id}, which there is not`);
  return { applicant: found.applicant, subject: found.subject };
}

/** Password of the sample officers, from samples/province.json. */
export function officerPassword(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'samples/province.json'), 'utf8')) as { password: string }).password;
}

/** The one TOTP secret of the sample officers, which stands openly in samples/province.json. */
export function sampleSecondFactor(): string {
  return (JSON.parse(readFileSync(join(import.meta.dirname, '../../samples/province.json'), 'utf8')) as { secondFactor: string }).secondFactor;
}
