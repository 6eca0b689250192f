const NOT_BEFORE = '(?<![0-9A-Za-z_.-])';
const NOT_AFTER = '(?![0-9A-Za-z_-])';

/** Forms that no id, amount or time of ours has. */
const FORMS: readonly { readonly pattern: RegExp; readonly masked: string }[] = [
  // Resident identity numbers: region, date of birth, order, check character.
  { pattern: new RegExp(`${NOT_BEFORE}([1-9]\\d{5})(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]${NOT_AFTER}`, 'g'), masked: '$1************' },
  // Mobile numbers, also with the country code and in groups.
  { pattern: new RegExp(`(?<![0-9A-Za-z_.-])((?:\\+?86[ -]?)?1[3-9]\\d)[ -]?\\d{4}[ -]?(\\d{4})${NOT_AFTER}`, 'g'), masked: '$1****$2' },
  { pattern: /\b[A-Za-z0-9][\w.+-]{0,63}@(?=[A-Za-z0-9-]{1,63}\.[A-Za-z])/g, masked: '***@' },
  // Signed tokens, credentials in addresses and headers, sessions.
  { pattern: /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, masked: '[token]' },
  { pattern: /\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, masked: '$1 [token]' },
  { pattern: /([a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:"\\]{1,200}:[^\s/@"\\]{1,200}@/gi, masked: '$1[credentials]@' },
  { pattern: /(beian_session=)[\w-]{8,}/g, masked: '$1[token]' },
  { pattern: /\b(password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)(["']?\s*[=:]\s*["']?)(?!\[)[^\s"'&,;}\\]{3,200}/gi, masked: '$1$2[redacted]' },
];

/** The text without mobile numbers, identity numbers, addresses of mail, tokens and passwords; a net below the fields that are never logged. */
export function maskPersonal(text: string): string {
  return FORMS.reduce((masked, { pattern, masked: by }) => masked.replace(pattern, by), text);
}
