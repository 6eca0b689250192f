import { createHash } from 'node:crypto';
import type { PersonalValue } from './personal.ts';

/** One way in which a value could stand somewhere. */
export interface Needle {
  readonly label: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** In UTF-16 a name of two letters has four bytes, which random bytes hold by chance. */
const LEAST_UTF16_LETTERS = 3;

/** The value in clear and in every form that is as good as clear: encoded, escaped, or as a digest without salt. */
export function needlesOf({ label, value }: PersonalValue): Needle[] {
  const spellings = [...new Set([value, value.toLowerCase(), value.toUpperCase(), fullWidth(value)])];
  const forms: { form: string; bytes: Buffer }[] = [];
  for (const spelling of spellings) {
    const utf8 = Buffer.from(spelling, 'utf8');
    const add = (form: string, bytes: Buffer | string): unknown => forms.push({ form, bytes: Buffer.from(bytes as string) });
    add('clear', utf8);
    add('url', encodeURIComponent(spelling));
    add('url', encodeURIComponent(spelling).replaceAll(/%../g, (hex) => hex.toLowerCase()));
    add('json', escaped(spelling));
    add('JSON', escaped(spelling).toUpperCase().replaceAll('\\U', '\\u'));
    add('hex', utf8.toString('hex'));
    add('HEX', utf8.toString('hex').toUpperCase());
    if ([...spelling].length >= LEAST_UTF16_LETTERS) {
      add('utf-16le', Buffer.from(spelling, 'utf16le'));
      add('utf-16be', Buffer.from(spelling, 'utf16le').swap16());
    }
    for (const at of [0, 1, 2]) {
      add(`base64+${at}`, base64Inside(utf8, at));
      add(`base64url+${at}`, base64Inside(utf8, at).replaceAll('+', '-').replaceAll('/', '_'));
    }
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
      const digest = createHash(algorithm).update(utf8).digest();
      add(algorithm, digest);
      add(`${algorithm} hex`, digest.toString('hex'));
      add(`${algorithm} HEX`, digest.toString('hex').toUpperCase());
      add(`${algorithm} base64`, digest.toString('base64').replace(/=+$/, ''));
      add(`${algorithm} base64url`, digest.toString('base64url'));
    }
  }
  const distinct = new Map(forms.reverse().map(({ form, bytes }) => [bytes.toString('latin1'), { label, form, bytes }] as const));
  return [...distinct.values()];
}

/** What base64 of a longer text certainly holds when the value stands at an offset of 0, 1 or 2 bytes (modulo 3) in it. */
function base64Inside(bytes: Buffer, at: number): string {
  const text = Buffer.concat([Buffer.alloc(at), bytes]).toString('base64').replace(/=+$/, '');
  const begin = [0, 2, 3][at] ?? 0;
  const last = (at + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return text.slice(begin, last);
}

function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : `\\u${unit.toString(16).padStart(4, '0')}`)).join('');
}

function fullWidth(text: string): string {
  return text.replaceAll(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}
