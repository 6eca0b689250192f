import { basename } from 'node:path';

/** The sizes of specs, told apart by the end of a file's name; each is a project in jest.config.mjs. */
export const SIZES = ['small', 'medium', 'workflow', 'replay', 'e2e'] as const;

export type Size = (typeof SIZES)[number];

/** Checks that are no tests; each counts as one. */
export const CHECKS = ['types', 'lint', 'build'] as const;

export type Check = (typeof CHECKS)[number];

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of Jest's JSON report that is counted. */
export interface JestReport {
  readonly wasInterrupted: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export const NONE: Tally = { passed: 0, failed: 0, skipped: 0 };
export const PASSED: Tally = { ...NONE, passed: 1 };
export const FAILED: Tally = { ...NONE, failed: 1 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, one) => ({ passed: total.passed + one.passed, failed: total.failed + one.failed, skipped: total.skipped + one.skipped }),
    NONE,
  );
}

export function sizeOf(file: string): Size {
  const marked = /\.(medium|workflow|replay|e2e)\.spec\.ts$/.exec(basename(file))?.[1];
  return SIZES.find((size) => size === marked) ?? 'small';
}

/**
 * Counts one size's tests. A spec file that could not be run counts as a failure, and so does a size without a single
 * test that ran: a suite that has vanished must not look green.
 */
export function tallyOf(report: JestReport | undefined, size: Size): Tally {
  if (!report) return FAILED;
  const files = report.testResults.filter((file) => sizeOf(file.name) === size);
  const tallies = files.map((file) => {
    const count = (...statuses: string[]): number => file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
    const failed = count('failed');
    const broken = file.status === 'failed' && failed === 0 ? 1 : 0;
    return { passed: count('passed'), failed: failed + broken, skipped: count('pending', 'skipped', 'todo', 'disabled') };
  });
  const total = sum(tallies);
  const interrupted = report.wasInterrupted ? 1 : 0;
  return total.passed + total.failed === 0 ? FAILED : { ...total, failed: total.failed + interrupted };
}

/** Several runs as one; one that left no report has crashed, and so has the whole. */
export function joined(reports: readonly (JestReport | undefined)[]): JestReport | undefined {
  const found = reports.filter((report) => report !== undefined);
  if (found.length < reports.length) return undefined;
  return { wasInterrupted: found.some(({ wasInterrupted }) => wasInterrupted), testResults: found.flatMap(({ testResults }) => testResults) };
}

/** The last line of a test run; a partial run says of what. */
export function lastLine(total: Tally, only: readonly string[]): string {
  const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
  return `${only.length ? `only-${only.join('+')}: ` : ''}${total.passed} passed, ${total.failed} failed${skipped}`;
}
