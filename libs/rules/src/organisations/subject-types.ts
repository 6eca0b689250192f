/** The six types of subject (SUB-04), stored as these identifiers and shown as these labels. */
export const SUBJECT_TYPES = {
  enterprise: '企业单位',
  military: '军队院校',
  government: '政府机构',
  institution: '事业单位',
  association: '社会团体',
  individual: '个人',
} as const;

export type SubjectType = keyof typeof SUBJECT_TYPES;
export type UnitType = Exclude<SubjectType, 'individual'>;

/** 开办主体性质, derived from the type (OPN-06). */
export function natureOf(type: SubjectType): '个人' | '单位' {
  return type === 'individual' ? '个人' : '单位';
}

// SUB-05, CON-18: words of imported records.
const SYNONYMS: Readonly<Record<string, SubjectType>> = { 企业: 'enterprise', 军队: 'military', 政府机关: 'government' };

/** Reads a label or one of its synonyms; undefined for any other text. */
export function subjectTypeOf(label: string): SubjectType | undefined {
  const text = label.trim();
  const own = Object.entries(SUBJECT_TYPES).find(([, name]) => name === text)?.[0] as SubjectType | undefined;
  return own ?? (Object.hasOwn(SYNONYMS, text) ? SYNONYMS[text] : undefined);
}

/** S6: first two characters of a credit code that each unit type has; `explained` ones need an explanation. */
export const CODE_PREFIXES: Readonly<Record<UnitType, { readonly accepted: readonly string[]; readonly explained: readonly string[] }>> = {
  government: { accepted: ['11'], explained: [] },
  institution: { accepted: ['12'], explained: ['32'] },
  enterprise: { accepted: ['91', '92', '93'], explained: ['N1', 'N2', 'N3', 'N9', '31'] },
  association: { accepted: ['51', '52', '53', '59', '13'], explained: ['54', '61', '62', '71', '72', '81', '89'] },
  military: { accepted: ['A1'], explained: [] },
};

/** Certificate that the picture of each unit type shows (S6: the unit's certificate picture follows its type). */
export const UNIT_CERTIFICATE_PICTURES: Readonly<Record<UnitType, string>> = {
  enterprise: '营业执照',
  government: '统一社会信用代码证书',
  institution: '事业单位法人证书',
  association: '社会团体法人登记证书',
  military: '军队单位对外有偿服务许可证或军队代号证明',
};

/** OPN-70: what a unit may declare of itself, and an officer confirms with the revision that says it. */
export const UNIT_FLAGS = { nationalLevel: '国家级单位', governmentAuthorised: '政府授权机构' } as const;
export type UnitFlag = keyof typeof UNIT_FLAGS;

/** The flags that are declared, of whatever carries them. */
export function declaredFlags(declared: { readonly [F in UnitFlag]?: boolean | undefined }): { [F in UnitFlag]?: true } {
  return { ...(declared.nationalLevel === true && { nationalLevel: true }), ...(declared.governmentAuthorised === true && { governmentAuthorised: true }) };
}

/** S6: 个体工商户 is an enterprise by its code. */
export function isSoleTrader(creditCode: string): boolean {
  return creditCode.startsWith('92');
}
