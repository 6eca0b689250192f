import { duplicateKey, registrableDomain, toALabel } from '../domains/hosts.ts';
import { checkAgainstKnown } from '../domains/check-domains.ts';
import { refuse, type Finding } from '../result.ts';
import type { FormDescription } from './description.ts';
import { comparable, recordsOf, textOf, textsOf } from './read.ts';
import type { Typed } from './values.ts';

/** What a filing alone may have, of all that are open or filed: a host, a mini-program's id, a package, a licence. */
export interface Claim {
  /** A host without www.; for anything else kind and value, which no host looks like. */
  readonly key: string;
  /** The registrable domain of a host, of which another subject's is worth a warning (S7); else the key again. */
  readonly domain: string;
  /** Path of the field that says it. */
  readonly field: string;
}

/** S7, OPN-22: each key of the filing once. A mini-program without an AppID has none. */
export function claimsOf(form: FormDescription, data: Typed): Claim[] {
  const { identity, object } = form;
  if (identity.by === 'hosts') return hostsOf(form, data).map((host, index) => ({ key: duplicateKey(host), domain: registrableDomain(duplicateKey(host)) ?? duplicateKey(host), field: `${identity.field}.${index}` }));
  if (identity.by === 'packages') {
    return recordsOf(data[identity.field]).map(({ platform, bundleId }, index) => keyed([object, textOf(platform), textOf(bundleId)], `${identity.field}.${index}.bundleId`));
  }
  const values = identity.fields.map((field) => textOf(data[field]));
  return values.some((value) => value.trim() === '') ? [] : [keyed([object, ...values], identity.fields.at(-1)!)];
}

/** The filing's hosts as A-labels, the main one first; none where the kind has no domains. */
export function hostsOf({ identity }: FormDescription, data: Typed): string[] {
  return identity.by === 'hosts' ? textsOf(data[identity.field]).map((domain) => toALabel(domain) ?? domain) : [];
}

/** What is known elsewhere about a claim: it is taken, or another subject's lies under the same registrable domain. */
export interface Clash {
  readonly key: string;
  readonly clash: 'taken' | 'domain';
}

/** What other filings have to say, as findings on the form. */
export function clashFindings(form: FormDescription, claims: readonly Claim[], clashes: readonly Clash[]): Finding[] {
  return claims.flatMap(({ key, domain, field }) => {
    const known = clashes.filter((each) => each.key === key);
    if (form.identity.by !== 'hosts') return known.some(({ clash }) => clash === 'taken') ? [refuse(`${form.object}.duplicate`, form.identity.repeated, field, { rule: 'OPN-22' })] : [];
    return checkAgainstKnown(key, 'asking', known.map(({ clash }) => ({ host: clash === 'taken' ? key : `other.${domain}`, subjectId: 'another' })), field);
  });
}

function keyed(parts: readonly string[], field: string): Claim {
  const key = parts.map(comparable).join(':');
  return { key, domain: key, field };
}
