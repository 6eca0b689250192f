import { isLocalDate } from '@beian/rules/calendar/dates';
import type { FieldType, FormField } from '@beian/rules/forms/description';
import { optionOf, type Dictionary, type Tree } from '@beian/rules/forms/dictionaries/dictionary';
import { APP_PLATFORMS } from '@beian/rules/forms/dictionaries/platforms';
import { isFilled, recordOf, recordsOf, textOf, textsOf } from '@beian/rules/forms/read';
import { APPROVALS, isApprovalKind } from '@beian/rules/naming/approvals';
import type { ReactNode } from 'react';
import { dayInWords } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { RegionText } from '../regions/region-text.tsx';
import { hostingFacts, personFacts, providerText } from './part-facts.tsx';
import type { Fact } from '../../ui/page/facts.tsx';

type Shown<T extends FieldType> = (value: unknown, field: Extract<FormField, { type: T }>) => ReactNode;
const NUMBERS = new Intl.NumberFormat('zh-CN');
const plain = (value: unknown): ReactNode => textOf(value);
const listed = (value: unknown): ReactNode => textsOf(value).join('、');
const labelled = (of: Dictionary, key: unknown): string => optionOf(of, key)?.label ?? textOf(key);
const lines = (rows: readonly ReactNode[]): ReactNode => (rows.length === 1 ? rows[0] : <ul className="plain-values">{rows.map((row, index) => <li key={index}>{row}</li>)}</ul>);

/** How the value of each type of field is read; pictures and people have places of their own. */
const SHOWN: { readonly [T in Exclude<FieldType, 'image' | 'images' | 'person' | 'contact' | 'hosting'>]: Shown<T> } = {
  text: plain,
  lines: (value) => <span className="kept-lines">{textOf(value)}</span>,
  number: (value) => (typeof value === 'number' ? NUMBERS.format(value) : ''),
  boolean: (value, { key, yes, no }) => `${key === 'interactive' ? '申报为' : ''}${value === true ? yes : no}`,
  date: (value) => (isLocalDate(textOf(value)) ? dayInWords(textOf(value)) : textOf(value)),
  email: plain,
  url: plain,
  choice: (value, { of }) => labelled(of, value),
  choices: (value, { of }) => textsOf(value).map((key) => labelled(of, key)).join('、'),
  tree: (value, { of }) => lines(branches(of, textsOf(value))),
  tags: listed,
  domains: (value) => textsOf(value).map(shownHost).join('、'),
  ipRanges: (value) => lines(recordsOf(value).map(rangeText)),
  regions: (value) => lines(textsOf(value).map((code) => <RegionText key={code} code={code} />)),
  provider: providerText,
  approvals: (value) => (recordsOf(value).length === 0 ? '不涉及' : recordsOf(value).map(({ kind }) => approvalLabel(kind)).join('、')),
  versions: listed,
  packages: (value) => lines(recordsOf(value).map(({ platform, bundleId, signature }) => <>{labelled(APP_PLATFORMS, platform)}：{textOf(bundleId)}<small className="muted">　签名 {textOf(signature)}</small></>)),
};

/** What is too long for half a line. */
const WIDE: readonly FieldType[] = ['lines', 'url', 'tree', 'packages'];

/** A field of a filing to read, with the paths that reasons name; nothing for an optional field that was left empty. */
export function factsOf(object: string, field: FormField, value: unknown): Fact[] {
  const at = `${object}.${field.key}`;
  if (field.type === 'image' || field.type === 'images') return [];
  if (field.type === 'person' || field.type === 'contact') return personFacts(at, field.type, recordOf(value));
  if (field.type === 'hosting') return hostingFacts(at, recordOf(value));
  if (field.type !== 'approvals' && !isFilled(value)) return [];
  const show = SHOWN[field.type] as (given: unknown, of: FormField) => ReactNode;
  return [{ field: at, label: field.label, value: show(value, field), wide: WIDE.includes(field.type) }];
}

export function approvalLabel(kind: unknown): string {
  const key = textOf(kind);
  return isApprovalKind(key) ? APPROVALS[key].label : key;
}

function branches(tree: Tree, leaves: readonly string[]): string[] {
  return Object.values(tree).flatMap(({ label, children }) => {
    const own = Object.entries(children).filter(([leaf]) => leaves.includes(leaf)).map(([, option]) => option.label);
    return own.length === 0 ? [] : [`${label}：${own.join('、')}`];
  });
}

function rangeText({ start, end, overrideReason }: Readonly<Record<string, unknown>>): ReactNode {
  const range = start === end ? textOf(start) : `${textOf(start)} 至 ${textOf(end)}`;
  return isFilled(overrideReason) ? <>{range}<small className="muted">　{textOf(overrideReason)}</small></> : range;
}
