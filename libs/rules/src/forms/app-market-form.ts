import type { FormDescription } from './description.ts';
import { ACCEPT_NOTICE, APPROVALS_FIELD, EMERGENCY_NOTE, EXPLANATION, HOSTING, INTERACTIVE, IP_RANGES, NOTICE_STEP, SUBJECT_STEP, TRUTHFUL } from './shared-fields.ts';

/** 新增应用市场 (MKT-01..03, OPN-42): steps as an APP's, the three persons of a website among the details. */
export const APP_MARKET_FORM = {
  object: 'app_market',
  notices: ['duty'],
  accept: ACCEPT_NOTICE,
  interactiveBy: '名称或域名',
  htmlCode: true,
  identity: { by: 'hosts', field: 'domains' },
  steps: [
    SUBJECT_STEP,
    { key: 'details', title: '应用市场信息', blocks: [
      { legend: '应用市场', note: TRUTHFUL, fields: [
        { type: 'text', key: 'name', label: '应用市场名称', required: true, rules: ['OPN-42', 'OPN-16'], max: 60, naming: true, help: '须与开办主体的性质相符，不得以域名作为名称' },
        EXPLANATION,
        { type: 'domains', key: 'domains', label: '域名', required: true, rules: ['OPN-42', 'OPN-22'], most: 20, help: '只填写域名，不要带http://或路径；第一个为主域名' },
        { type: 'url', key: 'accessUrl', label: '访问地址', required: true, rules: ['OPN-42', 'OPN-22'], max: 500, under: 'domains' },
        { type: 'number', key: 'listed', label: '上架应用数量', required: true, rules: ['OPN-42'], min: 0, max: 100_000_000 },
        { type: 'lines', key: 'reviewMechanism', label: '审核机制说明', required: true, rules: ['OPN-42', 'OPN-68'], min: 10, max: 2000, help: '应用上架、更新和开发者身份如何审核，发现问题如何处置' },
        INTERACTIVE,
      ] },
      { legend: '前置许可', fields: [APPROVALS_FIELD] },
      { legend: '网络接入', fields: [HOSTING, IP_RANGES] },
      { legend: '应用市场负责人', fields: [{ type: 'person', key: 'manager', label: '应用市场负责人', required: true, rules: ['OPN-42', 'OPN-20'], picture: '应用市场负责人身份证照片' }] },
      { legend: '应用市场安全负责人', fields: [{ type: 'person', key: 'security', label: '应用市场安全负责人', required: true, rules: ['OPN-42', 'OPN-11'], picture: '安全责任人身份证照片' }] },
      { legend: '应用市场应急联络人', note: EMERGENCY_NOTE, fields: [{ type: 'contact', key: 'emergency', label: '应用市场应急联络人', required: true, rules: ['OPN-42', 'WEB-34'] }] },
    ] },
    NOTICE_STEP,
  ],
} as const satisfies FormDescription;
