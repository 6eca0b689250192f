import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { PROVINCE } from './prepare-data.ts';

/** The parts of the sample province that are shown to the person who starts the platform. */
export interface SampleProvince {
  /** The one password of all sample officers, unless an officer names another. */
  readonly password?: string;
  readonly bureaus?: readonly { readonly id: number | string; readonly name: string }[];
  readonly officers: readonly {
    readonly loginName: string;
    readonly password?: string;
    readonly name: string;
    readonly bureau: number | string;
    readonly roles: readonly string[];
  }[];
}

const SHOWN = 12;

/** Lines that tell where to go and how to sign in. */
export function sampleAccounts(origin: string, ssoOrigin?: string, province = readProvince()): string {
  const bureaus = new Map(province.bureaus?.map((bureau) => [bureau.id, bureau.name]));
  const officers = onePerRoleFirst(province.officers).slice(0, SHOWN).map(({ loginName, password, name, bureau, roles }) => {
    const secret = password ?? province.password ?? '';
    return `  ${loginName.padEnd(24)} ${secret.padEnd(16)} ${roles.join(', ').padEnd(20)} ${name}  ${bureaus.get(bureau) ?? bureau}`;
  });
  const more = province.officers.length > SHOWN ? [`  … and ${province.officers.length - SHOWN} more in ${PROVINCE}`] : [];
  return [
    `  Applicants register themselves:          ${origin}/`,
    `  What the sandbox "sent" (SMS, e-mail):   ${origin}/sandbox/sms`,
    ...(ssoOrigin === undefined ? [] : [`  Second factor of the sample officers:    ${ssoOrigin}/codes`]),
    '',
    'Sample officers and auditors (login, password):',
    ...officers,
    ...more,
  ].join('\n');
}

/** Somebody of every role comes first, so that a short list serves to try everything. */
function onePerRoleFirst(officers: SampleProvince['officers']): SampleProvince['officers'] {
  const firsts = officers.filter((officer, index) => officer.roles.some((role) => officers.findIndex((one) => one.roles.includes(role)) === index));
  return [...firsts, ...officers.filter((officer) => !firsts.includes(officer))];
}

function readProvince(): SampleProvince {
  return JSON.parse(readFileSync(join(ROOT, PROVINCE), 'utf8')) as SampleProvince;
}
