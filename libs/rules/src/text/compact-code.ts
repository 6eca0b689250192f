/** A number as it is stored and compared, however it was written: upper case, full-width forms folded, without spaces and dashes. */
export function compactCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '').toUpperCase();
}
