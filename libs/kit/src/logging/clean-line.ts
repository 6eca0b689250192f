import { maskPersonal } from './mask-personal.ts';

/** Longer texts are cut; a stack is a few thousand characters, an answer pasted into a message may be millions. */
const LONGEST_TEXT = 4_000;
const LONGEST_LINE = 64_000;
/** What JSON leaves as it is, although a terminal or a reader of lines obeys it: C1 controls, line separators, directions. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The last step before a line is written (abuse 33): numbers of persons and credentials that slipped into a message are
 * masked, texts have an end, and one record is one line without any character that a terminal would obey.
 */
export function cleanLine(line: string): string {
  const masked = maskPersonal(line) === line && line.length <= LONGEST_LINE ? line : rewrite(line);
  return masked.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** By value, since a mask in the place of a bare number would be no JSON any more. */
function rewrite(line: string): string {
  const record: unknown = JSON.parse(line);
  return `${JSON.stringify(record, (_key, value: unknown) => (typeof value === 'string' ? maskPersonal(cut(value)) : typeof value === 'number' ? maskedNumber(value) : value))}\n`;
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)`;
}

function maskedNumber(value: number): number | string {
  const text = String(value);
  const masked = maskPersonal(text);
  return masked === text ? value : masked;
}
