import { describe, expect, it } from '@jest/globals';
import { aForm } from '../forms/forms.fixture.ts';
import { formOfField, isPictureField, maskForm, maskSubject, personalValue } from './personal-fields.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const person = { name: '张三丰', certificateType: 'resident_id', certificateNumber: '11010119900307123X', validUntil: null, mobile: '13800138000', email: 'zhang@example.cn', residence: '湖北省武汉市武昌区某路1号', officePhone: '027-12345678' } as const;
const site = {
  name: '测试站', domains: ['example.cn'], serviceTypes: ['other'], serviceContents: [], interactive: false, approvals: [], accessProvider: { name: '某云', region: null, directory: null }, registrar: { name: '某云', region: null, directory: null },
  ipRanges: [], openedOn: '2026-01-01', languages: [], manager: { ...person, sameAsSubject: true, idImage: NOBODY }, security: { ...person, name: '李四', sameAsSubject: false, idImage: NOBODY },
  emergency: { name: '王五', mobile: '13900139000', email: 'w@example.cn', sameAsSubject: false },
};
const unit = { nature: 'unit', type: 'enterprise', name: '武汉某公司', certificateNumber: '91420100MA4KXXXX0X', leader: '赵六', region: '420106', address: '武汉市某路2号', responsible: person, images: { licence: NOBODY, openerId: NOBODY } };

/** Every text that stands anywhere in a form. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('forms with masks', () => {
  it('hold no personal value in clear, and keep what is public', () => {
    const shown = [...textsOf(maskForm('website', site)), ...textsOf(maskSubject(unit))];
    const { certificateType: _kind, validUntil: _until, ...personal } = person;
    for (const secret of [...Object.values(personal), '李四', '王五', '赵六', '13900139000', 'w@example.cn']) expect(shown).not.toContain(secret);
    for (const open of ['测试站', 'example.cn', '某云', '武汉某公司', '91420100MA4KXXXX0X', '武汉市某路2号']) expect(shown).toContain(open);
    expect(maskForm('website', site).manager).toMatchObject({ name: '张**', certificateNumber: '110*************3X', mobile: '138****8000', email: 'z***@example.cn', residence: '湖北省武汉市******' });
  });

  it('leave the form itself as it was', () => {
    const before = structuredClone(site);
    maskForm('website', site);
    expect(site).toEqual(before);
  });
});

describe('a revealable field', () => {
  it('is one of the literal table, with the value of its form', () => {
    expect([formOfField('website.manager.mobile'), formOfField('subject.responsible.residence'), formOfField('subject.leader')]).toEqual(['website', 'subject', 'subject']);
    expect(personalValue(site, 'website.security.name')).toBe('李四');
    expect(personalValue(unit, 'subject.leader')).toBe('赵六');
  });

  it.each(['website.name', 'website', '', 'website.manager', 'website.manager.idImage', '__proto__.x', 'website.constructor.name', 'subject.responsible.toString'])('is not %s', (field) => {
    expect(formOfField(field)).toBeUndefined();
  });

  it('of a picture is named too', () => {
    expect([isPictureField('website.manager.idImage'), isPictureField('website.manager.name'), isPictureField('__proto__')]).toEqual([true, false, false]);
  });
});

describe('the persons of every kind', () => {
  it('WEB-32 an app market’s three persons and a provider’s one are masked', () => {
    const shown = [...textsOf(maskForm('app_market', aForm('app_market'))), ...textsOf(maskForm('provider', aForm('provider')))];
    for (const secret of ['张建国', '李秀英', '王志强', '13800138000', '13900139000', 'sample@example.com']) expect(shown).not.toContain(secret);
    expect(shown).toEqual(expect.arrayContaining(['江城应用中心', '江城网络服务']));
  });

  it('OPN-25 a mini-program and an APP have none', () => {
    for (const object of ['mini_program', 'app'] as const) {
      const data = aForm(object);
      expect(maskForm(object, data)).toEqual(data);
    }
  });

  it('S4 a field belongs to the form of its kind', () => {
    expect([formOfField('app_market.emergency.mobile'), formOfField('provider.manager.name'), formOfField('provider.security.name'), formOfField('app.manager.name')]).toEqual(['app_market', 'provider', undefined, undefined]);
    expect([isPictureField('provider.manager.idImage'), isPictureField('provider.licence')]).toEqual([true, false]);
  });
});
