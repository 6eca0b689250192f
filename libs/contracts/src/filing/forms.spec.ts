import { describe, expect, it } from '@jest/globals';
import { aForm } from '@beian/rules/forms/forms.fixture';
import { OBJECT_KINDS, formOf } from '@beian/rules/forms/forms';
import { fieldsOf, isAlwaysThere } from '@beian/rules/forms/walk';
import { maskForm } from '@beian/rules/persons/personal-fields';
import { FORM_DATA, SHOWN_FORMS } from './forms.ts';

const faultsOf = (object: (typeof OBJECT_KINDS)[number], part: Record<string, unknown>): string[] =>
  FORM_DATA[object].safeParse(aForm(object, part)).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

/** Where the schema finds a fault, once for each of these fields of a person left out. */
const faultsWithout = (object: (typeof OBJECT_KINDS)[number], role: string, fields: readonly string[]): string[] =>
  fields.flatMap((field) => faultsOf(object, { [role]: { ...(aForm(object)[role] as object), [field]: undefined } }).map((fault) => fault.split(' ')[0]!));

describe('schemas of forms', () => {
  it.each(OBJECT_KINDS)('%s takes good data as they are', (object) => {
    const data = aForm(object);
    expect(FORM_DATA[object].parse(data)).toEqual(data);
  });

  it.each(OBJECT_KINDS)('%s refuses what is no field of it', (object) => {
    expect(FORM_DATA[object].safeParse(aForm(object, { extra: 1 })).success).toBe(false);
  });

  it.each(OBJECT_KINDS)('%s misses each field that is always there', (object) => {
    for (const { key } of fieldsOf(formOf(object)).filter(isAlwaysThere)) {
      expect(faultsOf(object, { [key]: undefined }).map((fault) => fault.split(/[ .]/)[0])).toContain(key);
    }
  });

  it.each(['manager', 'security'])('WEB-37 the %s of a website has each of these fields', (role) => {
    const fields = ['name', 'certificateType', 'certificateNumber', 'validUntil', 'mobile', 'email', 'residence', 'officePhone', 'idImage', 'sameAsSubject'];
    expect(Object.keys(aForm('website')[role] as object).sort()).toEqual([...fields].sort());
    expect(faultsWithout('website', role, fields)).toEqual(fields.map((field) => `${role}.${field}`));
  });

  it('WEB-37 the emergency contact of a website is only to be reached', () => {
    const fields = ['name', 'mobile', 'email', 'sameAsSubject'];
    expect(Object.keys(aForm('website')['emergency'] as object).sort()).toEqual([...fields].sort());
    expect(faultsWithout('website', 'emergency', fields)).toEqual(fields.map((field) => `emergency.${field}`));
  });

  it.each(OBJECT_KINDS)('%s is shown with masks, which are no e-mail addresses', (object) => {
    expect(SHOWN_FORMS[object].safeParse(maskForm(object, aForm(object))).success).toBe(true);
  });

  it.each<[string, (typeof OBJECT_KINDS)[number], Record<string, unknown>, string]>([
    ['MIN-10 a name of 61 characters', 'mini_program', { name: '长'.repeat(61) }, 'name 最多60字'],
    ['MIN-11 no application type', 'mini_program', { applicationTypes: [] }, 'applicationTypes 请选择应用类型'],
    ['OPN-41 two screenshots', 'app', { screenshots: [] }, 'screenshots 运行截图至少3张'],
    ['OPN-68 a description of 1001 characters', 'app', { description: '长'.repeat(1001) }, 'description 最多1000字'],
    ['OPN-41 a whole link of 501 characters', 'app', { downloadUrl: `https://example.com/${'a'.repeat(481)}` }, 'downloadUrl 最多500字'],
    ['abuse 28 a hidden character', 'provider', { licenceNumber: 'B1-\u200b20200001' }, 'licenceNumber 含有不可见字符，请删除后重新输入'],
    ['OPN-42 a negative number', 'app_market', { listed: -1 }, 'listed 不小于0'],
    ['SUB-22 a sound e-mail address of 101 characters', 'website', { emergency: { name: '王志强', mobile: '13900139000', email: `duty@${'a'.repeat(60)}.${'b'.repeat(31)}.com`, sameAsSubject: false } }, 'emergency.email 最多100字'],
  ])('%s', (_id, object, part, fault) => {
    expect(faultsOf(object, part)).toContain(fault);
  });
});
