/** Roles an account may hold; an applicant has exactly `applicant`. */
export const ROLES = ['applicant', 'reviewer', 'inspector', 'supervisor', 'auditor', 'administrator', 'operator', 'cyberspace'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that an appointment at a bureau can give. */
export const OFFICE_ROLES = ['reviewer', 'inspector', 'supervisor', 'auditor', 'administrator', 'operator', 'cyberspace'] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];

/** What roles are called on screens, and what they are for. */
export const ROLE_LABELS: Readonly<Record<OfficeRole, { readonly label: string; readonly duty: string }>> = {
  reviewer: { label: '初审民警', duty: '受理、初审、退回、审核本单位的申请' },
  inspector: { label: '检查员', duty: '安排和登记本单位申请的面审、实地检查' },
  supervisor: { label: '领导', duty: '重新指派、移交、上收、安排请假代理，复核本单位的决定' },
  auditor: { label: '审计员', duty: '查阅本单位及下级单位的操作记录' },
  administrator: { label: '管理员', duty: '维护本单位及下级单位的机构和人员，不接触申请材料' },
  operator: { label: '运维员', duty: '维护平台运行，不接触申请材料' },
  cyberspace: { label: '网信部门', duty: '只读查阅本地区的安全评估' },
};

/**
 * Roles that one person may not hold together (GB/T 22239, 8.1.4: separated administrators): whoever appoints, whoever
 * audits and whoever keeps the machines running decides no case, and none of them is another. 网信 is another authority.
 */
export const EXCLUDED_WITH: Readonly<Record<OfficeRole, readonly OfficeRole[]>> = {
  reviewer: ['auditor', 'administrator', 'operator', 'cyberspace'],
  inspector: ['auditor', 'administrator', 'operator', 'cyberspace'],
  supervisor: ['auditor', 'administrator', 'operator', 'cyberspace'],
  auditor: ['reviewer', 'inspector', 'supervisor', 'administrator', 'operator', 'cyberspace'],
  administrator: ['reviewer', 'inspector', 'supervisor', 'auditor', 'operator', 'cyberspace'],
  operator: ['reviewer', 'inspector', 'supervisor', 'auditor', 'administrator', 'cyberspace'],
  cyberspace: ['reviewer', 'inspector', 'supervisor', 'auditor', 'administrator', 'operator'],
};

/**
 * Whose administrator gives and takes a role: one of the officer's own bureau or any above it, or one above it only. Who
 * watches a bureau, and who appoints its people, is not chosen by that bureau itself. At a bureau without a superior these
 * come with the installation.
 */
export const APPOINTED_BY: Readonly<Record<OfficeRole, 'bureau' | 'superior'>> = {
  reviewer: 'bureau',
  inspector: 'bureau',
  supervisor: 'bureau',
  auditor: 'superior',
  administrator: 'superior',
  operator: 'superior',
  cyberspace: 'bureau',
};

/** The first two of the roles that exclude each other, or undefined. */
export function excludedPair(roles: readonly OfficeRole[]): readonly [OfficeRole, OfficeRole] | undefined {
  for (const one of roles) {
    const other = roles.find((each) => EXCLUDED_WITH[one].includes(each));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

export function isOfficeRole(role: string): role is OfficeRole {
  return (OFFICE_ROLES as readonly string[]).includes(role);
}
