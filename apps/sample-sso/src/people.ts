import { readFileSync } from 'node:fs';
import { isCreditCode } from '@beian/rules/organisations/credit-code';
import { residentIdCheck } from '@beian/rules/persons/resident-id';
import { z } from 'zod';

const Person = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(['person', 'legal_person']),
  name: z.string().min(1),
  idNumber: z.string().refine((number) => residentIdCheck(number.slice(0, 17)) === number[17], 'wrong check digit'),
  mobile: z.string().optional(),
  email: z.email().optional(),
  organisation: z.strictObject({ name: z.string(), code: z.string().refine(isCreditCode, 'wrong check character') }).optional(),
});
export type SamplePerson = z.infer<typeof Person>;

const People = z.strictObject({ sample: z.literal(true), note: z.record(z.string(), z.string()), citizens: z.array(Person), officers: z.array(Person) });
export type SamplePeople = z.infer<typeof People>;

/** The people who can sign in here: invented, and said to be so. */
export function readPeople(file: string): SamplePeople {
  return People.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What is told about a person to whoever may know it, by claim. */
export function claimsOf({ id, kind, name, idNumber, mobile, email, organisation }: SamplePerson): Record<string, unknown> & { sub: string } {
  return {
    sub: id,
    name,
    id_number: idNumber,
    account_kind: kind,
    ...(organisation && { organisation_name: organisation.name, organisation_code: organisation.code }),
    ...(mobile !== undefined && { phone_number: mobile, phone_number_verified: true }),
    ...(email !== undefined && { email, email_verified: true }),
  };
}
