import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSamples } from '../demo/samples.ts';
import { Matcher } from './matcher.ts';
import { needlesOf, type Needle } from './needles.ts';
import { personalValues } from './personal.ts';
import { databaseRows, filesBelow, kafkaMessages, objects, temporalRuns, type Addresses, type Piece } from './stores.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A personal value in a form that anybody can read; the value itself is not told again. */
export interface Finding {
  readonly place: string;
  readonly label: string;
  readonly form: string;
}

export interface Scanned {
  readonly findings: readonly Finding[];
  /** Pieces and bytes looked at, by store. */
  readonly seen: Readonly<Record<string, { pieces: number; bytes: number }>>;
}

/** Needles for every natural person of the samples and the sample province. */
export function sampleNeedles(): Needle[] {
  const province = JSON.parse(readFileSync(join(ROOT, 'samples/province.json'), 'utf8')) as unknown;
  const files = [...readSamples(ROOT).map((sample) => ({ id: sample.id, content: sample as unknown })), { id: 'province', content: province }];
  return personalValues(files).flatMap(needlesOf);
}

/** Looks everywhere the platform keeps anything. `folders`: further folders whose files are looked at as bytes. */
export async function scan(addresses: Addresses, needles: readonly Needle[], folders: Readonly<Record<string, string>> = {}): Promise<Scanned> {
  const matcher = new Matcher(needles);
  const findings = new Map<string, Finding>();
  const seen: Record<string, { pieces: number; bytes: number }> = {};
  const sources: AsyncGenerator<Piece>[] = [
    filesBelow(addresses.logs, 'logs'), kafkaMessages(addresses.kafka), temporalRuns(addresses.temporal, addresses.namespace),
    objects(addresses.s3), databaseRows(addresses.adminUrl, addresses.database), ...Object.entries(folders).map(([name, folder]) => filesBelow(folder, name)),
  ];
  for (const source of sources) {
    for await (const { place, bytes } of source) {
      const store = place.split(' ', 2).join(' ').replace(/ .*[./].*/, '');
      const count = (seen[store] ??= { pieces: 0, bytes: 0 });
      count.pieces += 1;
      count.bytes += bytes.length;
      for (const { label, form } of matcher.find(bytes)) findings.set(`${place} ${label} ${form}`, { place, label, form });
      if (place.startsWith('s3 body') && isPicture(bytes)) findings.set(`${place} picture`, { place, label: 'a picture', form: 'clear' });
    }
  }
  return { findings: [...findings.values()], seen };
}

/** JPEG, PNG, GIF, BMP, WebP, PDF, by their first bytes. */
function isPicture(bytes: Buffer): boolean {
  return /^(\xff\xd8\xff|\x89PNG|GIF8|BM|RIFF....WEBP|%PDF)/s.test(bytes.subarray(0, 16).toString('latin1'));
}
