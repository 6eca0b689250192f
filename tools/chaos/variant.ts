import type { Fields, Sample } from '../demo/samples.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** The sample of an individual told by somebody else: other name of account, certificate, mobile and domain. */
export function variantOf(sample: Sample, at: number): Sample {
  const idNumber = residentId('420502', '19910101', at);
  const mobile = `139${String(72_000_000 + at)}`;
  const person = (value: unknown): Fields => ({ ...(value as Fields), mobile, certificateNumber: idNumber });
  const { subject, website } = sample;
  return {
    ...sample,
    id: `${sample.id}-${at}`,
    applicant: { ...sample.applicant, loginName: `${sample.applicant.loginName}_${at}`, idNumber, mobile, email: `applicant${at}@mail-sample.cn` },
    subject: { ...subject, responsible: person(subject['responsible']) },
    website: { ...website, domains: [`site-${at}-sample.cn`], manager: person(website['manager']), security: person(website['security']) },
  };
}

/** An invented resident ID with the right check digit (GB 11643). */
export function residentId(area: string, birth: string, order: number): string {
  const body = `${area}${birth}${String(order % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + CHECK_DIGITS[sum % 11];
}
