/** Reading of what was typed, which may have any shape: a draft keeps what is wrong, and a rule never fails on it. */

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export const isBlank = (value: unknown): boolean => textOf(value).trim() === '';

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list of texts; whatever is none counts as an empty one, so that positions stay. */
export function textsOf(value: unknown): string[] {
  return listOf(value).map(textOf);
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function recordsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return listOf(value).map(recordOf);
}

/** Whether there is anything at all: a text with characters, a list with elements, a number, a record. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null;
}

/** A text as it is compared with others of its kind: width, case and spaces make no difference. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
