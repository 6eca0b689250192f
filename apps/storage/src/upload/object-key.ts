/** Where pictures lie in the bucket; other services keep their own prefixes in it. */
export const OBJECT_PREFIX = 'uploads/';

/** Binds the ciphertext to its upload: an object moved under another row does not open. */
export function contentContext(upload: string): string {
  return `upload:${upload}:content`;
}
