/** Fields that several kinds have in the same words. */

/** OPN-15, OPN-16, OPN-66: where a naming rule, or bbs in a domain, asks for a written explanation. */
export const EXPLANATION = { type: 'lines', key: 'explanation', label: '书面说明', required: { explains: ['name', 'domains'] }, rules: ['OPN-15'], min: 0, max: 500 } as const;

/** WEB-19, MIN-13..14, OPN-17. */
export const APPROVALS_FIELD = {
  type: 'approvals', key: 'approvals', label: '相关前置许可', required: false, rules: ['MIN-13', 'MIN-14', 'OPN-17'],
  help: '不涉及前置审批的选“否”；选“是”的，每一种都须上传许可截图',
} as const;

/** OPN-19: the declaration may raise, never lower. */
export const INTERACTIVE = {
  type: 'boolean', key: 'interactive', label: '交互式服务', required: true, rules: ['WEB-18', 'OPN-19'], yes: '交互式', no: '非交互式',
  help: '指用户可以向公众发布文字、图片、音视频等信息的服务，例如论坛、评论、即时通信、网络存储、第三方支付、应用商店',
} as const;

/** OPN-24. */
export const HOSTING = { type: 'hosting', key: 'hosting', label: '托管服务器信息', required: true, rules: ['MIN-12', 'OPN-24'], help: '自建的不必填写服务商' } as const;

/** MIN-16: one box. */
export const SINGLE_IP = { type: 'ipRanges', key: 'ipRanges', label: 'IP地址', required: true, rules: ['MIN-16', 'OPN-61'], most: 1, single: true } as const;

/** WEB-17. */
export const IP_RANGES = { type: 'ipRanges', key: 'ipRanges', label: 'IP地址', required: true, rules: ['WEB-17', 'OPN-61'], most: 20, help: '只有一个IP时可以不填终止IP，视为与起始IP相同' } as const;

/** MIN-17, APP-06. */
export const VERSIONS = { type: 'versions', key: 'versions', label: '版本号', required: true, rules: ['MIN-17', 'APP-06'], most: 50, help: '至少一个；安全评估按版本号进行' } as const;

export const TRUTHFUL = '请如实填写，未按注意事项填写的申请将被退回';
export const ACCEPT_NOTICE = '我已阅读网络安全责任告知书';
export const SUBJECT_STEP = { key: 'subject', title: '开办主体', blocks: [] } as const;
export const NOTICE_STEP = { key: 'notice', title: '提示说明', blocks: [] } as const;

/** WEB-33. */
export const EMERGENCY_NOTE = '应急联络人承担7×24小时联络责任，须保证随时能够联系上';
