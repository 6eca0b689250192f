import { describe, expect, it } from '@jest/globals';
import { signedSms, TEXTS, type CaseFacts } from './texts.rules.ts';

const facts: CaseFacts = {
  application: '0190a1b2-c3d4-7e5f-8a9b-000000000006', kind: 'new', object: 'website', siteName: '武汉大学', number: 'W20261123000001',
  bureau: { name: '武昌网安大队', phone: '027-01420106' },
};

describe('what is told', () => {
  it('REV-14 NTF-11 NTF-22 an approval names site, application, number and telephone, by SMS and in the system', () => {
    const text = TEXTS.approved(facts, 'f', '鄂公网安备 42010602000001号');
    for (const part of ['武汉大学', 'W20261123000001', '鄂公网安备 42010602000001号', '027-01420106']) expect(text.sms).toContain(part);
    expect(text.body).toBe(text.sms);
    expect(text.link).toBe('/filings/f');
  });

  it('an approved cancellation asks nobody to display an icon', () => {
    expect(TEXTS.approved({ ...facts, kind: 'cancel' }, 'f', 'n').body).not.toContain('图标');
  });

  it('OPN-25 an approved mini-program has no code to paste', () => {
    expect(TEXTS.approved({ ...facts, object: 'mini_program' }, 'f', 'n').body).not.toContain('代码');
  });

  it('REV-12 names the fields of every kind', () => {
    expect(TEXTS.returned({ ...facts, object: 'app' }, [{ field: 'app.packages.0.bundleId', text: '与应用商店不符' }], '2027-01-22').body).toContain('1. 安装包：与应用商店不符');
  });

  it('NTF-24 REV-12 a return names every reason with its field, and the last day', () => {
    const text = TEXTS.returned(facts, [{ field: 'website.name', text: '与内容不符' }, { field: 'subject.responsible.mobile', text: '号码有误' }], '2027-01-22');
    expect(text.body).toContain('1. 网站名称：与内容不符\n2. 主体负责人：号码有误');
    expect(text.body).toContain('2027年1月22日');
    expect(text.sms).toContain('网站名称：与内容不符');
  });

  it('OPN-19 says what an officer has set, why, and what follows', () => {
    expect(TEXTS.interactiveSet(facts, true, '设有留言板').body).toMatch(/认定为交互式。理由：设有留言板。初步审核后还需面审或实地检查/);
    expect(TEXTS.interactiveSet(facts, false, '没有留言板')).toMatchObject({ title: '已认定为非交互式', sms: null, body: expect.stringContaining('无需面审') });
  });

  it('an SMS keeps as many reasons as fit and says where the rest is; the message keeps all', () => {
    const text = TEXTS.returned(facts, [{ field: 'website.name', text: '长'.repeat(400) }], '2027-01-22');
    expect(text.sms?.length).toBeLessThan(300);
    expect(text.sms).toContain('全部理由请登录系统查看');
    expect(text.body).toContain('长'.repeat(400));
  });

  it('a bureau that is not known yet, or has no telephone, leaves no hole in the text', () => {
    for (const bureau of [undefined, { name: '武昌网安大队', phone: null }]) expect(TEXTS.submitted({ ...facts, bureau }).body).not.toMatch(/undefined|null|联系电话/);
    expect(signedSms('好', undefined)).toBe('【公安机关网安部门】好');
  });

  it('S10 a refused signal is told with the rule that refused it', () => {
    const told = TEXTS.signalRefused({ ...facts, action: 'passInitial', code: 'case.stage-not-allowed', byOwner: false, void: false });
    expect(told.body).toContain('“初审通过”未被接受：申请当前所处环节不能进行该操作');
    expect(told.link).toMatch(/^\/desk\//);
  });
});
