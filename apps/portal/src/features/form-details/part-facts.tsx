import { HOSTING_MODES } from '@beian/rules/forms/dictionaries/providers';
import { optionOf } from '@beian/rules/forms/dictionaries/dictionary';
import { PARTS, type Parts } from '@beian/rules/forms/parts';
import { isFilled, recordOf, textOf } from '@beian/rules/forms/read';
import { PERSON_CERTIFICATES } from '@beian/rules/persons/certificate-types';
import type { ReactNode } from 'react';
import type { Fact } from '../../ui/page/facts.tsx';
import { RegionText } from '../regions/region-text.tsx';

/** Fields of several parts, to read. */

type Values = Readonly<Record<string, unknown>>;
/** A tick and a picture are shown with the heading and below. */
const ELSEWHERE = ['sameAsSubject', 'idImage'];

export function personFacts(at: string, type: 'person' | 'contact', person: Values): Fact[] {
  return Object.entries(PARTS[type] as Parts).filter(([part]) => !ELSEWHERE.includes(part)).map(([part, { label }]) => ({ field: `${at}.${part}`, label, value: personPart(part, person[part]) }));
}

function personPart(part: string, value: unknown): string {
  if (part === 'certificateType') return PERSON_CERTIFICATES[value as keyof typeof PERSON_CERTIFICATES] ?? textOf(value);
  if (part === 'validUntil') return value === null ? '长期' : `至 ${textOf(value)}`;
  return textOf(value);
}

/** That one is typed by hand (LKP-07) is a hit of the rules, which officers read beside it. */
export function providerText(value: unknown): ReactNode {
  const { name, region } = recordOf(value);
  return <>{textOf(name)}{isFilled(region) ? <>（<RegionText code={textOf(region)} />）</> : null}</>;
}

export function hostingFacts(at: string, { mode, provider, region }: Values): Fact[] {
  const parts = PARTS.hosting as Parts;
  const label = (part: string): string => parts[part]?.label ?? part;
  return [
    { field: `${at}.mode`, label: label('mode'), value: optionOf(HOSTING_MODES, mode)?.label ?? textOf(mode) },
    ...(isFilled(provider) ? [{ field: `${at}.provider`, label: `托管${label('provider')}`, value: providerText(provider) }] : []),
    { field: `${at}.region`, label: label('region'), value: <RegionText code={textOf(region)} /> },
  ];
}
