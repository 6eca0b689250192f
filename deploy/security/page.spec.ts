import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { read, ROOT } from './repository-files.ts';

const CASES = 38;
const page = read('deploy/security.md');
const rows = page.split('\n').filter((line) => /^\| (?:[\d*])/.test(line));
const [cases = '', standard = ''] = page.split('## OWASP ASVS');
const named = [...page.matchAll(/`([^`]+\.spec\.tsx?) › ([^`]+)`/g)].map(([, file, title]) => ({ file: file!, title: title! }));
const files = [...page.matchAll(/`((?:apps|libs|deploy|tools|workflows)\/[^`\s]+\.\w+)`/g)].map(([, file]) => file!);
const caseRows = cases.split('\n').flatMap((line) => /^\| (\d+) \| .* \| (.+) \|$/.exec(line)?.slice(1).map(String) ?? []);

describe('deploy/security.md', () => {
  it('has one row for every abuse case, each with a test or what it is owed with', () => {
    const numbers = caseRows.filter((_, at) => at % 2 === 0).map(Number);
    expect(numbers).toEqual(Array.from({ length: CASES }, (_, at) => at + 1));
    const shown = caseRows.filter((_, at) => at % 2 === 1);
    expect(shown.filter((text) => !/\.spec\.ts/.test(text) && !/owed with/i.test(text))).toEqual([]);
  });

  it.each([...new Map(named.map((one) => [`${one.file} › ${one.title}`, one])).values()])('$file › $title', ({ file, title }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    // A title as it stands in the source, between quotes.
    expect(["'", '`', '"'].some((quote) => read(file).includes(`${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`))).toBe(true);
  });

  it('names only files that are there', () => {
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('says for every requirement what meets it, by a number of ASVS 5.0 that is named once', () => {
    const numbers = standard.split('\n').filter((line) => /^\| \d/.test(line)).flatMap((line) => line.split('|')[1]!.split(',').map((one) => one.trim()));
    expect(numbers.filter((one) => !/^\d{1,2}\.\d(\.\d{1,2}(–\d{1,2}\.\d\.\d{1,2})?)?$/.test(one))).toEqual([]);
    expect(numbers.filter((one, at) => numbers.indexOf(one) !== at)).toEqual([]);
    expect(rows.filter((row) => row.split('|').length < 4 || (/^\| \d/.test(row) && row.split('|').at(-2)!.trim() === ''))).toEqual([]);
  });
});
