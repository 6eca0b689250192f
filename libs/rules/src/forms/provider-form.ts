import type { FormDescription } from './description.ts';
import { PROVIDER_CATEGORIES } from './dictionaries/providers.ts';
import { ACCEPT_NOTICE, EXPLANATION, IP_RANGES, NOTICE_STEP, SUBJECT_STEP, TRUTHFUL } from './shared-fields.ts';

/** 新增服务商 (SVP-01..04, OPN-43): what the directory of LKP is filled from once approved (OPN-44). */
export const PROVIDER_FORM = {
  object: 'provider',
  notices: ['duty'],
  accept: ACCEPT_NOTICE,
  interactiveBy: '名称',
  htmlCode: false,
  identity: { by: 'fields', fields: ['licenceNumber'], repeated: '该许可证号已提交备案申请，请在待审核或已备案服务商中查看' },
  steps: [
    SUBJECT_STEP,
    { key: 'details', title: '服务商信息', blocks: [
      { legend: '服务商', note: TRUTHFUL, fields: [
        { type: 'text', key: 'name', label: '服务商名称', required: true, rules: ['OPN-43', 'OPN-16'], max: 60, naming: true, help: '提供服务的单位全称，不得以域名作为名称' },
        EXPLANATION,
        { type: 'choices', key: 'categories', label: '服务类别', required: true, rules: ['OPN-43'], code: 'category', of: PROVIDER_CATEGORIES, help: '可多选' },
        { type: 'regions', key: 'regions', label: '服务地区', required: true, rules: ['OPN-43', 'LKP-02'], most: 60, help: '提供服务的省、市或区县；全省提供的只选省' },
        { type: 'text', key: 'licenceNumber', label: '许可证号', required: true, rules: ['OPN-43'], max: 60, help: '增值电信业务经营许可证、域名注册服务机构许可等的编号' },
        { type: 'image', key: 'licence', label: '许可证照片', required: true, rules: ['OPN-43'], purpose: 'licence' },
      ] },
      { legend: '网络', fields: [IP_RANGES] },
      { legend: '服务商负责人', fields: [{ type: 'person', key: 'manager', label: '服务商负责人', required: true, rules: ['OPN-43', 'OPN-20'], picture: '服务商负责人身份证照片' }] },
    ] },
    NOTICE_STEP,
  ],
} as const satisfies FormDescription;
