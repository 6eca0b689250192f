/**
 * Refusals of the rules that nobody meets over HTTP, because the contract's schema refuses the same thing before them: by
 * the code, the breaker that shows it. Screens and drafts meet the rules themselves.
 */
export const ANSWERED_BEFORE: Readonly<Record<string, string>> = {
  'name.blank': 'WEB-10 a name of blanks',
  'name.hidden': 'abuse 28 a name with a hidden character',
  'name.length': 'WEB-10 a name of 61 characters',
  'domain.blank': 'WEB-11 a blank domain',
  'ip.missing': 'WEB-17 an empty list of addresses',
  'version.blank': 'MIN-17 a blank version',
  'package.platform': 'OPN-41 a package with a platform that there is not',
  'package.id-missing': 'OPN-41 a package with a blank id',
  'hosting.mode': 'MIN-12 hosting that there is not',
  'hosting.region': 'MIN-12 servers in no region',
  'approval.kind': 'NAM-27 an approval that there is not',
  'approval.image': 'MIN-14 an approval without picture',
  'person.missing': 'OPN-20 a person without mobile',
  'person.name-blank': 'SUB-29 a person with a blank name',
  'person.certificate-type': 'S6 a person with a certificate of no type',
  'person.validity-start': 'OPN-10 a person with a field that there is not',
  'person.validity-order': 'OPN-10 a person with a field that there is not',
  'person.validity-blank': 'S6 a person with a validity that is no day',
  'phone.office-blank': 'SUB-19 a person with a blank office telephone',
  'residence.blank': 'SUB-18 a person with a blank residence',
  'residence.length': 'SUB-18 a person with a residence of 201 characters',
  'website.notice': 'WEB-40 the notice not accepted',
  'app.description-hidden': 'abuse 28 a description with a hidden character',
  'app.description-short': 'OPN-68 a description of nine characters',
  'app.users-range': 'OPN-41 too many users',
  'app.screenshots-count': 'OPN-41 six screenshots',
};

/** Refusals of what is no form, though the rules of forms import them. */
export const OF_NO_FORM: Readonly<Record<string, string>> = {
  'provider.search-region': 'a search of the directory (LKP-06)',
};

/** Refusals that follow from what an administrator has edited, with the spec that edits it. */
export const AFTER_AN_EDIT: Readonly<Record<string, string>> = {
  'website.service-type-retired': 'OPN-57, rule-versions.medium.spec.ts',
};
