/** How much a finding weighs: `refuse` blocks the submission, `warn` is shown to applicant and officer. */
export type FindingLevel = 'refuse' | 'warn';

/** One thing a rule has to say about the data. An empty list means that nothing is wrong. */
export interface Finding {
  /** Stable, never translated; what programs compare. */
  readonly code: string;
  readonly level: FindingLevel;
  /** Path of the field in the checked data, e.g. `domains.1.host`. */
  readonly field?: string;
  /** Chinese sentence for the screen. */
  readonly message: string;
  /** Requirement that the rule comes from, e.g. `NAM-03`; shown to the officer. */
  readonly rule?: string;
  /** The applicant must explain in writing and the officer decides (OPN-15, S6). */
  readonly explain?: true;
  /** The words that were hit, so that the officer need not look for them. */
  readonly hit?: string;
}

/** What a finding may carry beside code, message and field. */
export type FindingDetail = Pick<Finding, 'rule' | 'explain' | 'hit'>;

/** A finding that blocks. */
export function refuse(code: string, message: string, field?: string, detail: FindingDetail = {}): Finding {
  return build('refuse', code, message, field, detail);
}

/** A finding that is shown but does not block. */
export function warn(code: string, message: string, field?: string, detail: FindingDetail = {}): Finding {
  return build('warn', code, message, field, detail);
}

function build(level: FindingLevel, code: string, message: string, field: string | undefined, detail: FindingDetail): Finding {
  return field === undefined ? { code, level, message, ...detail } : { code, level, field, message, ...detail };
}

/** True when at least one finding blocks. */
export function isRefused(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === 'refuse');
}

/** The same findings with their field paths set under `prefix`; a finding without a field gets the prefix itself. */
export function under(prefix: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, field: joinPath(prefix, finding.field) }));
}

function joinPath(prefix: string, field: string | undefined): string {
  if (field === undefined || field === '') return prefix;
  return field.startsWith('[') ? `${prefix}${field}` : `${prefix}.${field}`;
}
