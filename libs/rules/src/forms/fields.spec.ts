import { describe, expect, it } from '@jest/globals';
import type { ObjectKind } from '../lifecycle/labels.ts';
import { OBJECT_KINDS, formOf } from './forms.ts';
import { fieldAt, fieldsOf } from './walk.ts';

/** Every field of every form as the requirements name it: whose it is, under which key, and when it must be filled in. */
const FIELDS: readonly [string, ObjectKind, string, 'always' | 'never' | 'explaining' | 'with another'][] = [
  ['WEB-10 网站名称', 'website', 'name', 'always'],
  ['OPN-15 书面说明', 'website', 'explanation', 'explaining'],
  ['OPN-22 独立一级域名', 'website', 'ownDomain', 'never'],
  ['WEB-11 域名', 'website', 'domains', 'always'],
  ['WEB-12 网站服务类型', 'website', 'serviceTypes', 'always'],
  ['WEB-13 网站服务内容', 'website', 'serviceContents', 'never'],
  ['WEB-18 交互式服务', 'website', 'interactive', 'always'],
  ['WEB-20 网站开通日期', 'website', 'openedOn', 'always'],
  ['MIN-13 相关前置许可', 'website', 'approvals', 'never'],
  ['WEB-15 网络接入服务商', 'website', 'accessProvider', 'always'],
  ['WEB-16 域名注册服务商', 'website', 'registrar', 'always'],
  ['WEB-17 IP地址', 'website', 'ipRanges', 'always'],
  ['OPN-22 首页网址', 'website', 'homeUrl', 'never'],
  ['WEB-21 ICP备案号', 'website', 'icpNumber', 'never'],
  ['WEB-21 语种', 'website', 'languages', 'never'],
  ['WEB-21 域名证书', 'website', 'domainCertificate', 'never'],
  ['WEB-30 网站负责人', 'website', 'manager', 'always'],
  ['WEB-30 网站安全负责人', 'website', 'security', 'always'],
  ['WEB-30 网站应急联络人', 'website', 'emergency', 'always'],
  ['MIN-10 小程序名称', 'mini_program', 'name', 'always'],
  ['OPN-15 书面说明', 'mini_program', 'explanation', 'explaining'],
  ['MIN-18 宿主平台', 'mini_program', 'platform', 'with another'],
  ['MIN-18 AppID', 'mini_program', 'appId', 'with another'],
  ['MIN-11 应用类型', 'mini_program', 'applicationTypes', 'always'],
  ['MIN-18 功能描述', 'mini_program', 'description', 'never'],
  ['WEB-18 交互式服务', 'mini_program', 'interactive', 'always'],
  ['MIN-17 版本号', 'mini_program', 'versions', 'always'],
  ['MIN-15 运行截图', 'mini_program', 'screenshots', 'always'],
  ['MIN-13 相关前置许可', 'mini_program', 'approvals', 'never'],
  ['MIN-12 托管服务器信息', 'mini_program', 'hosting', 'always'],
  ['MIN-16 IP地址', 'mini_program', 'ipRanges', 'always'],
  ['MIN-18 访问链接', 'mini_program', 'accessUrl', 'never'],
  ['MIN-18 小程序码', 'mini_program', 'accessCode', 'never'],
  ['OPN-41 APP名称', 'app', 'name', 'always'],
  ['OPN-15 书面说明', 'app', 'explanation', 'explaining'],
  ['OPN-41 安装包', 'app', 'packages', 'always'],
  ['OPN-41 应用类型', 'app', 'applicationTypes', 'always'],
  ['OPN-41 功能介绍', 'app', 'description', 'always'],
  ['APP-04 下载地址', 'app', 'downloadUrl', 'always'],
  ['OPN-41 当前用户量', 'app', 'users', 'always'],
  ['WEB-18 交互式服务', 'app', 'interactive', 'always'],
  ['MIN-17 版本号', 'app', 'versions', 'always'],
  ['OPN-41 运行截图', 'app', 'screenshots', 'always'],
  ['MIN-13 相关前置许可', 'app', 'approvals', 'never'],
  ['MIN-12 托管服务器信息', 'app', 'hosting', 'always'],
  ['MIN-16 IP地址', 'app', 'ipRanges', 'always'],
  ['OPN-42 应用市场名称', 'app_market', 'name', 'always'],
  ['OPN-15 书面说明', 'app_market', 'explanation', 'explaining'],
  ['OPN-42 域名', 'app_market', 'domains', 'always'],
  ['OPN-42 访问地址', 'app_market', 'accessUrl', 'always'],
  ['OPN-42 上架应用数量', 'app_market', 'listed', 'always'],
  ['OPN-42 审核机制说明', 'app_market', 'reviewMechanism', 'always'],
  ['WEB-18 交互式服务', 'app_market', 'interactive', 'always'],
  ['MIN-13 相关前置许可', 'app_market', 'approvals', 'never'],
  ['MIN-12 托管服务器信息', 'app_market', 'hosting', 'always'],
  ['WEB-17 IP地址', 'app_market', 'ipRanges', 'always'],
  ['OPN-42 应用市场负责人', 'app_market', 'manager', 'always'],
  ['OPN-42 应用市场安全负责人', 'app_market', 'security', 'always'],
  ['OPN-42 应用市场应急联络人', 'app_market', 'emergency', 'always'],
  ['OPN-43 服务商名称', 'provider', 'name', 'always'],
  ['OPN-15 书面说明', 'provider', 'explanation', 'explaining'],
  ['OPN-43 服务类别', 'provider', 'categories', 'always'],
  ['OPN-43 服务地区', 'provider', 'regions', 'always'],
  ['OPN-43 许可证号', 'provider', 'licenceNumber', 'always'],
  ['OPN-43 许可证照片', 'provider', 'licence', 'always'],
  ['WEB-17 IP地址', 'provider', 'ipRanges', 'always'],
  ['OPN-43 服务商负责人', 'provider', 'manager', 'always'],
];

const asked = (object: ObjectKind, key: string) => {
  const required = fieldAt(formOf(object), key)?.required;
  if (typeof required === 'boolean') return required ? 'always' : 'never';
  return required !== undefined && 'explains' in required ? 'explaining' : 'with another';
};

describe('the fields of the forms', () => {
  it.each(FIELDS)('%s of a %s (%s) is asked for: %s', (named, object, key, when) => {
    expect([fieldAt(formOf(object), key)?.label, asked(object, key)]).toEqual([named.slice('WEB-10 '.length), when]);
  });

  it('are all listed here', () => {
    expect(FIELDS.map(([, object, key]) => `${object}.${key}`)).toEqual(OBJECT_KINDS.flatMap((object) => fieldsOf(formOf(object)).map(({ key }) => `${object}.${key}`)));
  });
});
