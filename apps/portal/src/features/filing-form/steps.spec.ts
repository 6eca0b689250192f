import { describe, expect, it } from '@jest/globals';
import { APP_MARKET_FORM } from '@beian/rules/forms/app-market-form';
import { MINI_PROGRAM_FORM } from '@beian/rules/forms/mini-program-form';
import { WEBSITE_FORM } from '@beian/rules/forms/website-form';
import { firstControlOf, orderOf, stepOf } from './steps.ts';

describe('steps of a form', () => {
  it('find the step of a field, and of what only the screens ask about it', () => {
    expect(stepOf(WEBSITE_FORM, ['manager', 'name'])).toBe(2);
    expect(stepOf(WEBSITE_FORM, ['verified', 'manager'])).toBe(2);
    expect(stepOf(APP_MARKET_FORM, ['verified', 'manager'])).toBe(1);
    expect(stepOf(MINI_PROGRAM_FORM, ['approvalsInvolved'])).toBe(1);
    expect(stepOf(WEBSITE_FORM, ['subject', 'name'])).toBe(0);
    expect(stepOf(MINI_PROGRAM_FORM, ['notice', 'accepted'])).toBe(2);
  });

  it('U3 list faults in the order of the page, a person’s parts in their own', () => {
    const order = orderOf(WEBSITE_FORM);
    expect(order.indexOf('name')).toBeLessThan(order.indexOf('domains'));
    expect(order.indexOf('manager.name')).toBeLessThan(order.indexOf('manager.idImage'));
    expect(order).not.toContain('emergency.certificateNumber');
  });

  it('REV-12 lead a reason about several boxes to the first of them', () => {
    expect(firstControlOf(WEBSITE_FORM, ['domains'])).toEqual(['domains', 0]);
    expect(firstControlOf(MINI_PROGRAM_FORM, ['ipRanges'])).toEqual(['ipRanges', 0, 'start']);
    expect(firstControlOf(WEBSITE_FORM, ['manager', 'mobile'])).toEqual(['manager', 'mobile']);
    expect(firstControlOf(WEBSITE_FORM, ['name'])).toEqual(['name']);
  });
});
