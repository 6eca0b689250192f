/** Masks for everybody but the owner and the competent officer; each keeps enough to recognise one's own data. */

/** 张三 → 张*, 买买提·吐尔逊 → 买******, Smith → S****. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  return first === undefined ? '' : `${first}${'*'.repeat(Math.max(rest.length, 1))}`;
}

/** First three and last two characters; one and one of numbers shorter than ten. */
export function maskCertificateNumber(number: string): string {
  const text = number.trim();
  return text.length < 10 ? keep(text, 1, 1) : keep(text, 3, 2);
}

/** 138****5678; a landline keeps its last two digits. */
export function maskPhone(phone: string): string {
  const text = phone.trim();
  return /^1\d{10}$/.test(text) ? keep(text, 3, 4) : keep(text, 3, 2);
}

/** First letter and the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? keep(email, 1, 0) : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** The first six characters, which are province and city as a rule; the length is hidden too. */
export function maskAddress(address: string): string {
  const characters = [...address.trim()];
  return characters.length <= 6 ? '*'.repeat(characters.length) : `${characters.slice(0, 6).join('')}******`;
}

/** Characters at both ends; a text too short to hide anything is hidden whole. */
function keep(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - head - tail);
  return `${characters.slice(0, head).join('')}${hidden}${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}
