import { describe, expect, it } from '@jest/globals';
import { afterInitial } from './after-initial.ts';

const told = (interactive: boolean, ...codes: string[]): string => afterInitial({ interactive, marks: codes.map((code) => ({ code, message: '' })) });

describe('what 初审通过 is said to lead to', () => {
  it('S1 a number at once, where the subject is approved', () => {
    expect(told(false)).toBe('初审通过即完成备案，核发备案编号并通知申请人，不能撤销。');
  });

  it('S6 the same with the subject, where this case decides it', () => {
    expect(told(false, 'bureau.note', 'subject.bundled')).toBe('初审通过即完成备案，开办主体一并通过，核发备案编号并通知申请人，不能撤销。');
  });

  it.each(['subject.waiting', 'subject.returned', 'subject.superseded'])('S6 no number yet, where the case is marked %s', (code) => {
    expect(told(false, code)).toContain('还须等开办主体审核通过');
  });

  it('S1 an inspection, where the site is interactive', () => {
    expect(told(true, 'subject.bundled')).toBe('初审通过后，还须面审或实地检查。');
  });
});
