import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { creditCodeCheck } from '@beian/rules/organisations/credit-code';
import { residentIdCheck } from '@beian/rules/persons/resident-id';
import { z } from 'zod';
import { sampleProvince } from './config.ts';

/** A natural person, invented for one run. */
export interface TestPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly mobile: string;
  readonly email: string;
}

/** Somebody who registers, and the site that is filed. Unique, so that a story can be told again on the same platform. */
export interface Newcomer extends TestPerson {
  readonly loginName: string;
  readonly password: string;
  readonly siteName: string;
  readonly domain: string;
}

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');
const letters = (count: number): string => Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');
// Common characters of given names, without words that a naming rule looks for.
const HAN = [...'安柏辰澄笛枫谷禾嘉可岚黎沐南凝培青然森棠惟溪夏筱言一雨泽知竹'];
const han = (count: number): string => Array.from({ length: count }, () => HAN[randomInt(HAN.length)]).join('');

/** Wuchang district's code, a birthday, and the check character that they ask for. */
function residentId(): string {
  const body = `420106${1960 + randomInt(40)}${String(1 + randomInt(12)).padStart(2, '0')}${String(1 + randomInt(28)).padStart(2, '0')}${digits(3)}`;
  return body + residentIdCheck(body);
}

export function aPerson(): TestPerson {
  return { name: `林${han(2)}`, idNumber: residentId(), mobile: `139${digits(8)}`, email: `${letters(8)}@mail-sample.cn` };
}

export function aNewcomer(): Newcomer {
  const word = letters(10);
  return { ...aPerson(), loginName: `e2e_${word}`, password: 'Luojia-2026-shan', siteName: `${han(4)}的读书札记`, domain: `${word}-notes.cn` };
}

/** A company of Wuchang with a sound credit code. */
export function aCompany(): { readonly name: string; readonly creditCode: string } {
  const body = `91420106MA${digits(7)}`;
  return { name: `武汉${han(4)}文化传播有限公司`, creditCode: body + creditCodeCheck(body) };
}

const Province = z.object({
  password: z.string(),
  secondFactor: z.string(),
  bureaus: z.array(z.object({ id: z.number(), name: z.string(), brigadePhone: z.string() })),
  officers: z.array(z.object({ loginName: z.string(), bureau: z.number() })),
});

/** An officer or auditor of the sample province, with the bureau. */
export function officer(loginName: string): { readonly loginName: string; readonly password: string; readonly bureauName: string; readonly brigadePhone: string; readonly secondFactor: string } {
  const { password, secondFactor, bureaus, officers } = Province.parse(JSON.parse(readFileSync(sampleProvince(), 'utf8')));
  const found = officers.find((one) => one.loginName === loginName);
  const bureau = bureaus.find(({ id }) => id === found?.bureau);
  if (bureau === undefined) throw new Error(`The sample province has no officer ${loginName}`);
  return { loginName, password, secondFactor, bureauName: bureau.name, brigadePhone: bureau.brigadePhone };
}
