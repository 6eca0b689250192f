import { describe, expect, it } from '@jest/globals';
import { checkForm } from '@beian/rules/forms/check-form';
import type { FormDescription, FormField } from '@beian/rules/forms/description';
import { formOf } from '@beian/rules/forms/forms';
import { aForm } from '@beian/rules/forms/forms.fixture';
import { materialsOf } from '@beian/rules/forms/materials';
import { certificateNumbersOf, personalFieldsOf, picturesOf, revealedPicturesOf } from '@beian/rules/forms/personal';
import { emptyForm, submittable, typedFrom } from '@beian/rules/forms/submittable';
import { schemaOf, shownSchemaOf } from './form-schema.ts';

/** The website's form with one more line among its details: the whole diff of a new field. */
function websiteWith(line: FormField): FormDescription {
  const form = formOf('website');
  const steps = form.steps.map((step) => (step.key !== 'details' ? step : { ...step, blocks: step.blocks.map((block, index) => (index > 0 ? block : { ...block, fields: [...block.fields, line] })) }));
  return { ...form, steps };
}
const said = (form: FormDescription, data: Record<string, unknown>) => checkForm(form, data, { subjectType: 'enterprise' }).filter(({ level }) => level === 'refuse').map(({ code, field, message }) => [code, field, message]);
const faults = (form: FormDescription, data: Record<string, unknown>) => schemaOf(form).safeParse(data).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('one line in a form’s description', () => {
  it('is a text that is asked for: in schema, rules, materials, and what is sent', () => {
    const form = websiteWith({ type: 'text', key: 'edition', label: '版本说明', required: true, rules: ['WEB-21'], max: 20 });
    const without = aForm('website');
    expect(faults(form, without)).toEqual(['edition']);
    expect(said(form, without)).toEqual([['website.edition', 'edition', '请填写版本说明']]);
    const given = { ...without, edition: '第二版' };
    expect([faults(form, given), said(form, given)]).toEqual([[], []]);
    expect(faults(form, { ...given, edition: '长'.repeat(21) })).toEqual(['edition']);
    expect(submittable(form, typedFrom(form, given))).toMatchObject({ edition: '第二版' });
    expect(materialsOf(form).join()).toContain('版本说明');
    expect(said(formOf('website'), without)).toEqual([]);
  });

  it('is a picture of a certificate: proven by a receipt, and seen by a reveal alone', () => {
    const form = websiteWith({ type: 'image', key: 'charter', label: '章程', required: true, rules: ['WEB-21'], purpose: 'certificate' });
    const charter = '01920000-0000-7000-8000-00000000000a';
    expect(said(form, aForm('website'))).toEqual([['website.charter', 'charter', '请上传章程']]);
    expect(picturesOf(form, { ...aForm('website'), charter }).map(({ field }) => field)).toContain('charter');
    expect(revealedPicturesOf(form)).toContain('website.charter');
  });

  it('is a person: with masks, an index for own cases, and a picture', () => {
    const form = websiteWith({ type: 'person', key: 'editor', label: '编辑', required: true, rules: ['OPN-20'], picture: '编辑身份证照片' });
    const manager = (aForm('website') as { manager: Record<string, unknown> }).manager;
    const given = { ...aForm('website'), editor: manager };
    expect([faults(form, given), said(form, given)]).toEqual([[], []]);
    expect(Object.keys(personalFieldsOf(form))).toContain('website.editor.certificateNumber');
    expect(certificateNumbersOf(form, given)).toHaveLength(certificateNumbersOf(formOf('website'), given).length + 1);
    expect(picturesOf(form, given).map(({ field }) => field)).toContain('editor.idImage');
    expect(shownSchemaOf(form).safeParse({ ...given, editor: { ...manager, email: 'z***@example.com' } }).success).toBe(true);
    expect(materialsOf(form).join()).toContain('编辑身份证照片');
  });

  it('is a list: empty at first, each row with a path of its own', () => {
    const form = websiteWith({ type: 'versions', key: 'editions', label: '版本', required: true, rules: ['WEB-21'], most: 3 });
    expect(emptyForm(form)).toMatchObject({ editions: [''] });
    expect(said(form, { ...aForm('website'), editions: [] }).map(([, field]) => field)).toEqual(['editions']);
    expect(faults(form, { ...aForm('website'), editions: ['1', '2', '3', '4'] })).toEqual(['editions']);
  });
});
