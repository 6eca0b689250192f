import type { FormDescription } from './description.ts';
import { APPLICATION_TYPES } from './dictionaries/application-types.ts';
import { HOST_PLATFORMS } from './dictionaries/platforms.ts';
import { ACCEPT_NOTICE, APPROVALS_FIELD, EXPLANATION, HOSTING, INTERACTIVE, NOTICE_STEP, SINGLE_IP, SUBJECT_STEP, TRUTHFUL, VERSIONS } from './shared-fields.ts';

/** 新增小程序 (MIN-03, MIN-10..18, OPN-24): three steps, no persons; the contact is the subject's responsible person (OPN-25). */
export const MINI_PROGRAM_FORM = {
  object: 'mini_program',
  notices: ['duty'],
  accept: ACCEPT_NOTICE,
  interactiveBy: '应用类型或名称',
  htmlCode: false,
  identity: { by: 'fields', fields: ['platform', 'appId'], repeated: '该小程序已提交备案申请，请在待审核或已备案小程序中查看' },
  steps: [
    SUBJECT_STEP,
    { key: 'details', title: '小程序信息', blocks: [
      { legend: '小程序', note: TRUTHFUL, fields: [
        { type: 'text', key: 'name', label: '小程序名称', required: true, rules: ['MIN-10', 'OPN-16'], max: 60, naming: true, help: '须与开办主体的性质相符，不得以域名作为名称' },
        EXPLANATION,
        { type: 'choice', key: 'platform', label: '宿主平台', required: { with: 'appId' }, rules: ['MIN-18', 'OPN-24'], of: HOST_PLATFORMS, help: '运行该小程序的平台' },
        { type: 'text', key: 'appId', label: 'AppID', required: { with: 'platform' }, rules: ['MIN-18', 'OPN-24'], max: 64, help: '宿主平台分配的编号，可以在平台的管理后台查到' },
        { type: 'tree', key: 'applicationTypes', label: '应用类型', required: true, rules: ['MIN-11', 'OPN-24'], code: 'application-type', of: APPLICATION_TYPES, help: '展开后勾选，可多选' },
        { type: 'lines', key: 'description', label: '功能描述', required: false, rules: ['MIN-18', 'OPN-68'], min: 10, max: 1000 },
        INTERACTIVE,
        VERSIONS,
        { type: 'images', key: 'screenshots', label: '运行截图', required: true, rules: ['MIN-15', 'OPN-24'], purpose: 'screenshot', min: 1, most: 5, help: '1至5张，每张不超过512K' },
      ] },
      { legend: '前置许可', fields: [APPROVALS_FIELD] },
      { legend: '网络接入', fields: [HOSTING, SINGLE_IP] },
      { legend: '访问方式（选填）', fields: [
        { type: 'url', key: 'accessUrl', label: '访问链接', required: false, rules: ['MIN-18', 'OPN-24'], max: 500 },
        { type: 'image', key: 'accessCode', label: '小程序码', required: false, rules: ['MIN-18', 'OPN-24'], purpose: 'screenshot' },
      ] },
    ] },
    NOTICE_STEP,
  ],
} as const satisfies FormDescription;
