/**
 * What nobody sees, or what turns the text around it: controls, line and paragraph separators, halves of pairs, formats
 * (zero-width, direction), everything else that Unicode lets a reader ignore, Hangul fillers and tags among it, and signs
 * that are drawn blank (the braille pattern without dots, the null notehead, the Khitan filler).
 * Variation selectors are left out: rare characters of names are written with them.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800\u{1d159}\u{16fe4}]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u;
const LINES = /[\r\n\t]/g;

/** Whether a line of text holds something that its reader does not see (abuse 28). */
export function hidesSomething(text: string): boolean {
  return HIDDEN.test(text);
}

/** The same for a text of several lines. */
export function hidesSomethingInLines(text: string): boolean {
  return HIDDEN.test(text.replace(LINES, ''));
}
