import type { FormDescription } from './description.ts';
import { APPLICATION_TYPES } from './dictionaries/application-types.ts';
import { ACCEPT_NOTICE, APPROVALS_FIELD, EXPLANATION, HOSTING, INTERACTIVE, NOTICE_STEP, SINGLE_IP, SUBJECT_STEP, TRUTHFUL, VERSIONS } from './shared-fields.ts';

/** 新增APP (APP-01..06, OPN-41): the mini-program's wizard with an APP's own fields. */
export const APP_FORM = {
  object: 'app',
  notices: ['duty'],
  accept: ACCEPT_NOTICE,
  interactiveBy: '应用类型或名称',
  htmlCode: false,
  identity: { by: 'packages', field: 'packages', repeated: '该平台的包名已提交备案申请，请在待审核或已备案APP中查看' },
  steps: [
    SUBJECT_STEP,
    { key: 'details', title: 'APP信息', blocks: [
      { legend: 'APP', note: TRUTHFUL, fields: [
        { type: 'text', key: 'name', label: 'APP名称', required: true, rules: ['OPN-41', 'OPN-16'], max: 60, naming: true, help: '须与开办主体的性质相符，不得以域名作为名称' },
        EXPLANATION,
        { type: 'packages', key: 'packages', label: '安装包', required: true, rules: ['OPN-41'], most: 20, help: '每个平台一行：包名或Bundle ID，以及签名证书的MD5、SHA-1或SHA-256指纹' },
        { type: 'tree', key: 'applicationTypes', label: '应用类型', required: true, rules: ['OPN-41', 'OPN-24'], code: 'application-type', of: APPLICATION_TYPES, help: '展开后勾选，可多选' },
        { type: 'lines', key: 'description', label: '功能介绍', required: true, rules: ['OPN-41', 'OPN-68'], min: 10, max: 1000 },
        { type: 'url', key: 'downloadUrl', label: '下载地址', required: true, rules: ['APP-04', 'OPN-41'], max: 500 },
        { type: 'number', key: 'users', label: '当前用户量', required: true, rules: ['OPN-41'], min: 0, max: 10_000_000_000, help: '注册用户数；尚未上线的填0' },
        INTERACTIVE,
        VERSIONS,
        { type: 'images', key: 'screenshots', label: '运行截图', required: true, rules: ['OPN-41'], purpose: 'screenshot', min: 3, most: 5, help: '3至5张，每张不超过512K' },
      ] },
      { legend: '前置许可', fields: [APPROVALS_FIELD] },
      { legend: '网络接入', fields: [HOSTING, SINGLE_IP] },
    ] },
    NOTICE_STEP,
  ],
} as const satisfies FormDescription;
