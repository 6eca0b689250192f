/** Where the bytes of an upload are; only its owner and the competent officer get them. */
export function uploadAddress(upload: string): string {
  return `/api/storage/uploads/${upload}/content`;
}
