import { describe, expect, it } from '@jest/globals';
import { FAILED, joined, lastLine, sizeOf, sum, tallyOf, type JestReport } from './tally.ts';

const file = (name: string, statuses: string[], status = statuses.includes('failed') ? 'failed' : 'passed') => ({
  name: `/somewhere/${name}`,
  status,
  assertionResults: statuses.map((one) => ({ status: one })),
});
const report = (...testResults: JestReport['testResults'][number][]): JestReport => ({ wasInterrupted: false, testResults });

describe('counting tests', () => {
  it.each([
    ['a.rules.spec.ts', 'small'],
    ['a.spec.ts', 'small'],
    ['a.medium.spec.ts', 'medium'],
    ['a.workflow.spec.ts', 'workflow'],
    ['a.replay.spec.ts', 'replay'],
    ['newcomer.e2e.spec.ts', 'e2e'],
  ])('%s is of size %s', (name, size) => {
    expect(sizeOf(name)).toBe(size);
  });

  it('counts only the size asked for', () => {
    const found = report(file('a.spec.ts', ['passed', 'failed']), file('a.medium.spec.ts', ['passed', 'passed', 'pending']));
    expect(tallyOf(found, 'small')).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(tallyOf(found, 'medium')).toEqual({ passed: 2, failed: 0, skipped: 1 });
  });

  it('counts a spec file that could not run as a failure', () => {
    expect(tallyOf(report(file('a.spec.ts', ['passed']), file('b.spec.ts', [], 'failed')), 'small')).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a size without a test that ran as a failure', () => {
    expect(tallyOf(report(file('a.spec.ts', ['passed'])), 'e2e')).toEqual(FAILED);
    expect(tallyOf(report(file('a.e2e.spec.ts', ['pending'])), 'e2e')).toEqual(FAILED);
  });

  it('counts a crashed or interrupted run as a failure', () => {
    expect(tallyOf(undefined, 'small')).toEqual(FAILED);
    expect(tallyOf({ ...report(file('a.spec.ts', ['passed'])), wasInterrupted: true }, 'small')).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts several runs as one, of which each must have left a report and none may have been interrupted', () => {
    const stories = report(file('a.e2e.spec.ts', ['passed', 'failed']));
    const alone = report(file('b.e2e.spec.ts', ['passed']));
    expect(tallyOf(joined([stories, alone]), 'e2e')).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(tallyOf(joined([stories, { ...alone, wasInterrupted: true }]), 'e2e')).toEqual({ passed: 2, failed: 2, skipped: 0 });
    expect(joined([stories, undefined])).toBeUndefined();
  });

  it('ends with the total, naming what a partial run was about', () => {
    const total = sum([{ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 1, skipped: 0 }]);
    expect(lastLine(total, [])).toBe('3 passed, 1 failed');
    expect(lastLine({ ...total, skipped: 2 }, ['small'])).toBe('only-small: 3 passed, 1 failed, 2 skipped');
  });
});
