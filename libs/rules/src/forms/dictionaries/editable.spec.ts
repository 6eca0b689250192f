import { describe, expect, it } from '@jest/globals';
import { checkForm } from '../check-form.ts';
import { formOf, OBJECT_KINDS } from '../forms.ts';
import { aForm } from '../forms.fixture.ts';
import { isInteractive } from '../interactive.ts';
import { submittable } from '../submittable.ts';
import { fieldAt } from '../walk.ts';
import { offeredTreeOf, type Tree } from './dictionary.ts';
import { formWith, SHIPPED_ROWS, withKnownOptions, type DictionaryRows, type OptionRow } from './editable.ts';

const option = (key: string, more: Partial<OptionRow> = {}): OptionRow => ({ key, label: key, interactive: false, openTo: 'all', retired: false, ...more });
const withTypes = (...more: OptionRow[]): DictionaryRows => ({ ...SHIPPED_ROWS, service_types: [...SHIPPED_ROWS.service_types.filter(({ key }) => !more.some((one) => one.key === key)), ...more] });
const websiteWith = (rows: DictionaryRows) => formWith(formOf('website'), rows);
const website = (serviceTypes: string[]) => ({ ...aForm('website'), serviceTypes });
const codesOf = (rows: DictionaryRows, types: string[], subjectType: 'individual' | 'enterprise' = 'enterprise') =>
  checkForm(websiteWith(rows), website(types), { subjectType }).filter(({ field, level }) => field?.startsWith('serviceTypes') === true && level === 'refuse').map(({ code, field }) => [code, field]);

describe('dictionaries as data', () => {
  it.each(OBJECT_KINDS)('OPN-57 as shipped leave the form of a %s as it is', (object) => {
    const tags = (form: ReturnType<typeof formOf>) => form.steps.flatMap(({ blocks }) => blocks.flatMap(({ fields }) => fields.map(({ key, type }) => `${key}:${type}`)));
    expect(tags(formWith(formOf(object), SHIPPED_ROWS))).toEqual(tags(formOf(object)));
    expect(checkForm(formWith(formOf(object), SHIPPED_ROWS), aForm(object), { subjectType: 'enterprise' })).toEqual(checkForm(formOf(object), aForm(object), { subjectType: 'enterprise' }));
  });

  it('OPN-57 offer an option that was added, and to those alone whom it is open to', () => {
    expect(codesOf(SHIPPED_ROWS, ['podcast'])).toEqual([['website.service-type', 'serviceTypes.0']]);
    expect(codesOf(withTypes(option('podcast')), ['podcast'])).toEqual([]);
    expect(codesOf(withTypes(option('podcast', { openTo: 'individuals' })), ['news', 'podcast'])).toEqual([['website.service-type-nature', 'serviceTypes.1']]);
  });

  it('OPN-57 refuse an option out of use in what is submitted from then on, and say which', () => {
    const rows = withTypes(option('news', { label: '新闻资讯', retired: true }));
    const [finding] = checkForm(websiteWith(rows), website(['news']), { subjectType: 'enterprise' }).filter(({ level }) => level === 'refuse');
    expect(finding).toMatchObject({ code: 'website.service-type-retired', field: 'serviceTypes.0', message: '“新闻资讯”已停用，请重新选择网站服务类型' });
    const platform = { ...SHIPPED_ROWS, host_platforms: SHIPPED_ROWS.host_platforms.map((one) => (one.key === 'wechat' ? { ...one, retired: true } : one)) };
    expect(checkForm(formWith(formOf('mini_program'), platform), { ...aForm('mini_program'), platform: 'wechat' }, { subjectType: 'enterprise' })).toContainEqual(expect.objectContaining({ code: 'mini_program.platform-retired', level: 'refuse' }));
  });

  it('OPN-19 make a filing interactive by the mark that the version gives an option', () => {
    const quiet = { ...website(['podcast']), interactive: false };
    expect([false, true].map((interactive) => isInteractive(websiteWith(withTypes(option('podcast', { interactive }))), quiet))).toEqual([false, true]);
  });

  it('OPN-24 tick with a parent what is in use, and drop branches without any', () => {
    const tree: Tree = { a: { label: 'A', children: { one: { label: '1' }, two: { label: '2', retired: true } } }, b: { label: 'B', children: { three: { label: '3', retired: true } } } };
    expect(Object.keys(offeredTreeOf(tree))).toEqual(['a']);
    expect(Object.keys(offeredTreeOf(tree, ['three']).b!.children)).toEqual(['three']);
    const rows: DictionaryRows = { ...SHIPPED_ROWS, application_types: [{ key: 'a', label: 'A', children: [option('one'), option('two', { retired: true })] }] };
    expect(submittable(formWith(formOf('app'), rows), { applicationTypes: ['a'] })['applicationTypes']).toEqual(['one']);
    expect(fieldAt(formWith(formOf('app'), rows), 'applicationTypes')).toMatchObject({ of: { a: { children: { two: { retired: true } } } } });
  });

  it('keep whatever there was, out of use, when an editor leaves it out', () => {
    const fewer: DictionaryRows = {
      service_types: [option('forum')], application_types: [{ key: 'social', label: '社交', children: [option('social_blog')] }],
      host_platforms: SHIPPED_ROWS.host_platforms, provider_categories: SHIPPED_ROWS.provider_categories,
    };
    const whole = withKnownOptions(fewer, SHIPPED_ROWS);
    expect(whole.service_types.map(({ key, retired }) => [key, retired])).toEqual([['forum', false], ...SHIPPED_ROWS.service_types.filter(({ key }) => key !== 'forum').map(({ key }) => [key, true])]);
    const leaves = (rows: DictionaryRows) => rows.application_types.flatMap(({ children }) => children.map(({ key }) => key)).sort();
    expect(leaves(whole)).toEqual(leaves(SHIPPED_ROWS));
    expect(whole.application_types.flatMap(({ children }) => children).filter(({ retired }) => !retired).map(({ key }) => key)).toEqual(['social_blog']);
    expect(withKnownOptions(SHIPPED_ROWS, SHIPPED_ROWS)).toEqual(SHIPPED_ROWS);
  });
});
