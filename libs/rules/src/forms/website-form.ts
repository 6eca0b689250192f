import { SERVICE_TYPES } from '../website/service-types.ts';
import type { FormDescription } from './description.ts';
import { LANGUAGES } from './dictionaries/providers.ts';
import { APPROVALS_FIELD, EMERGENCY_NOTE, EXPLANATION, INTERACTIVE, IP_RANGES, NOTICE_STEP, SUBJECT_STEP, TRUTHFUL } from './shared-fields.ts';

/** 新办网站申请 (WEB-02, WEB-10..37): four steps. */
export const WEBSITE_FORM = {
  object: 'website',
  notices: ['duty', 'protection'],
  accept: '我已阅读信息网络安全保护方案',
  interactiveBy: '服务类型、名称或域名',
  htmlCode: true,
  identity: { by: 'hosts', field: 'domains' },
  steps: [
    SUBJECT_STEP,
    { key: 'details', title: '网站基本信息', blocks: [
      { legend: '网站', note: TRUTHFUL, fields: [
        { type: 'text', key: 'name', label: '网站名称', required: true, rules: ['WEB-10'], max: 60, naming: true, help: '须与开办主体的性质相符，不得以域名作为名称' },
        EXPLANATION,
        { type: 'boolean', key: 'ownDomain', label: '独立一级域名', required: false, rules: ['OPN-22'], yes: '有', no: '没有', help: '没有独立一级域名、通过其他网址或IP访问的选“没有”，可以不填域名' },
        { type: 'domains', key: 'domains', label: '域名', required: true, rules: ['WEB-11', 'OPN-22'], most: 20, unless: 'ownDomain', help: '只填写域名，不要带http://或路径；第一个为主域名' },
        { type: 'choices', key: 'serviceTypes', label: '网站服务类型', required: true, rules: ['WEB-12', 'OPN-18'], code: 'service-type', of: SERVICE_TYPES, help: '可多选，请如实勾选' },
        { type: 'tags', key: 'serviceContents', label: '网站服务内容', required: false, rules: ['WEB-13', 'OPN-18'], most: 30, max: 30, offered: [], help: '没有合适的内容可以不填；填写时每项输入后按回车' },
        INTERACTIVE,
        { type: 'date', key: 'openedOn', label: '网站开通日期', required: true, rules: ['WEB-20'] },
      ] },
      { legend: '前置许可', fields: [APPROVALS_FIELD] },
      { legend: '网络接入', fields: [
        { type: 'provider', key: 'accessProvider', label: '网络接入服务商', required: true, rules: ['WEB-15', 'LKP-01'], help: '提供服务器、虚拟主机或云服务的单位全称' },
        { type: 'provider', key: 'registrar', label: '域名注册服务商', required: true, rules: ['WEB-16', 'LKP-05'], help: '购买域名的单位全称；没有独立一级域名的填“无”' },
        IP_RANGES,
      ] },
      { legend: '其他信息（选填）', fields: [
        { type: 'url', key: 'homeUrl', label: '首页网址', required: false, rules: ['OPN-22', 'WEB-21'], max: 500, under: 'domains' },
        { type: 'text', key: 'icpNumber', label: 'ICP备案号', required: false, rules: ['WEB-21'], max: 50 },
        { type: 'tags', key: 'languages', label: '语种', required: false, rules: ['WEB-21'], most: 10, max: 20, offered: LANGUAGES },
        { type: 'image', key: 'domainCertificate', label: '域名证书', required: false, rules: ['WEB-21'], purpose: 'certificate' },
      ] },
    ] },
    { key: 'persons', title: '网站负责人', blocks: [
      { legend: '网站负责人', fields: [{ type: 'person', key: 'manager', label: '网站负责人', required: true, rules: ['WEB-30', 'OPN-20'], picture: '网站负责人身份证照片' }] },
      { legend: '网站安全负责人', fields: [{ type: 'person', key: 'security', label: '网站安全负责人', required: true, rules: ['WEB-30', 'OPN-11'], picture: '安全责任人身份证照片' }] },
      { legend: '网站应急联络人', note: EMERGENCY_NOTE, fields: [{ type: 'contact', key: 'emergency', label: '网站应急联络人', required: true, rules: ['WEB-30', 'WEB-34'] }] },
    ] },
    NOTICE_STEP,
  ],
} as const satisfies FormDescription;
