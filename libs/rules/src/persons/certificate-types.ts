/** Certificates of natural persons (OPN-12, S6), with their labels. */
export const PERSON_CERTIFICATES = {
  resident_id: '居民身份证',
  hmt_residence: '港澳台居民居住证',
  home_permit: '港澳居民来往内地通行证',
  taiwan_permit: '台湾居民来往大陆通行证',
  foreign_permanent: '外国人永久居留身份证',
  passport: '护照',
} as const;

export type PersonCertificateType = keyof typeof PERSON_CERTIFICATES;

/** The foreign certificates: their holders' names may be written in Latin letters (S6). */
export const FOREIGN_CERTIFICATES: readonly PersonCertificateType[] = ['foreign_permanent', 'passport'];

export function isPersonCertificateType(type: string): type is PersonCertificateType {
  return Object.hasOwn(PERSON_CERTIFICATES, type);
}
