import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Matcher } from './matcher.ts';
import { needlesOf } from './needles.ts';
import { personalValues } from './personal.ts';

const NAME = '周文远';
const MOBILE = '13800138000';
const ID = '42010619860921012X';
const matcher = new Matcher([NAME, MOBILE, ID].flatMap((value) => needlesOf({ label: value, value })));
const found = (bytes: Buffer | string): string[] => [...new Set(matcher.find(Buffer.from(bytes as string)).map(({ label }) => label))];
const json = (value: string): string => JSON.stringify({ value }).replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('the scan for personal values', () => {
  it.each([
    ['clear', `name=${NAME}, more`, NAME],
    ['in a URL', `/search?q=${encodeURIComponent(NAME)}`, NAME],
    ['escaped in JSON', json(NAME), NAME],
    ['in hex, as PostgreSQL writes bytes', `\\x00${Buffer.from(NAME).toString('hex')}`, NAME],
    ['in UTF-16', Buffer.from(`a${NAME}`, 'utf16le'), NAME],
    ['split by hyphens', 'call 138-0013-8000 now', MOBILE],
    ['split by blanks, with a country code', '+86 138 0013 8000', MOBILE],
    ['in full-width digits', '１３８００１３８０００', MOBILE],
    ['with a small check letter', ID.toLowerCase(), ID],
    ['as an unsalted SHA-256', createHash('sha256').update(ID).digest('hex'), ID],
    ['as an unsalted MD5 in base64', createHash('md5').update(MOBILE).digest('base64'), MOBILE],
    ['as raw bytes of a digest', createHash('sha256').update(MOBILE).digest(), MOBILE],
  ])('finds a value %s', (_form, bytes, label) => {
    expect(found(bytes)).toEqual([label]);
  });

  it.each([0, 1, 2, 3, 4, 5])('finds a value in base64 of a text in which it stands %i bytes from the start', (before) => {
    const text = `${'-'.repeat(before)}${NAME}${MOBILE}"`;
    expect(found(Buffer.from(text).toString('base64')).sort()).toEqual([MOBILE, NAME].sort());
    expect(found(Buffer.from(text).toString('base64url')).sort()).toEqual([MOBILE, NAME].sort());
  });

  it('finds nothing in masks, keyed indexes and other numbers', () => {
    expect(found('周** 138****8000 4201**********012X 13800138001')).toEqual([]);
    expect(found(createHash('sha256').update(`salt${ID}`).digest('hex'))).toEqual([]);
  });

  it('takes persons by the paths of fields, also those that only a step names, and not what an organisation publishes', () => {
    const content = {
      applicant: { realName: NAME, mobile: MOBILE, loginName: 'zhou' },
      subject: { name: '武汉大学', address: '八一路299号', leader: '郑明辉', responsible: { name: NAME, residence: '八一路299号' } },
      website: { name: '武汉大学', manager: { name: '林思齐', certificateNumber: ID } },
      story: [{ patch: { emergency: { name: '方晓' } } }, {}],
    };
    expect(personalValues([{ id: 'a', content }]).map(({ value }) => value).sort()).toEqual([ID, MOBILE, NAME, '郑明辉', '林思齐', '方晓'].sort());
  });
});
