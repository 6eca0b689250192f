import { checkAddressRanges, type AddressRange } from '../domains/addresses.ts';
import { checkDomains } from '../domains/check-domains.ts';
import { refuse, type Finding } from '../result.ts';
import { missing } from './check-values.ts';
import type { Checking } from './checking.ts';
import type { FormField } from './description.ts';
import { optionOf } from './dictionaries/dictionary.ts';
import { APP_PLATFORMS } from './dictionaries/platforms.ts';
import { comparable, isBlank, listOf, recordsOf, textOf, textsOf } from './read.ts';
import { isDenied } from './walk.ts';

/** Fields of several rows: domains, addresses, regions, pictures, versions, packages. */

type Of<T extends FormField['type']> = Extract<FormField, { type: T }>;
type Check<T extends FormField['type']> = (field: Of<T>, value: unknown, checking: Checking) => Finding[];

export const checkDomainList: Check<'domains'> = (field, value, { approvals, data }) => {
  const domains = textsOf(value);
  if (isDenied(field, data) && domains.length === 0) return [];
  return domains.length === 0 ? [refuse('domain.missing', `请填写${field.label}`, field.key, { rule: field.rules[0] })] : checkDomains(domains, { approved: approvals.includes('bulletin'), explained: !isBlank(data['explanation']) }, field.key);
};

export const checkIpRanges: Check<'ipRanges'> = (field, value) => {
  const ranges = recordsOf(value).map(({ start, end, overrideReason }): AddressRange => ({ start: textOf(start), end: textOf(end), overrideReason: textOf(overrideReason) }));
  if (field.single !== true) return checkAddressRanges(ranges, field.key);
  if (ranges.length === 0) return [refuse('ip.missing', `请填写${field.label}`, field.key, { rule: field.rules[0] })];
  const several = ranges.length > 1 || comparable(ranges[0]!.start) !== comparable(ranges[0]!.end);
  return several ? [refuse('ip.single', '请只填写一个IP地址', field.key, { rule: field.rules[0] })] : checkAddressRanges(ranges, field.key);
};

export const checkRegions: Check<'regions'> = (field, value, checking) => {
  const codes = textsOf(value);
  if (codes.length === 0) return field.required === true ? [missing(field, checking, '选择')] : [];
  return codes.flatMap((code, index) => {
    const wrong = !/^\d{6}(\d{3}){0,2}$/.test(code) ? `请选择${field.label}` : codes.indexOf(code) < index ? `${field.label}重复` : undefined;
    return wrong === undefined ? [] : [refuse(checking.stem(field), wrong, `${field.key}.${index}`, { rule: field.rules[0] })];
  });
};

/** MIN-15, OPN-24, OPN-41: as many pictures as asked for, each another. */
export const checkImages: Check<'images'> = (field, value, { stem }) => {
  const images = listOf(value).filter((image) => !isBlank(image));
  const detail = { rule: field.rules.at(-1)! };
  if (images.length < field.min || images.length > field.most) return [refuse(`${stem(field)}-count`, `请上传${field.min}至${field.most}张${field.label}`, field.key, detail)];
  return images.flatMap((image, index) => (images.indexOf(image) < index ? [refuse(`${stem(field)}-repeated`, `与第${images.indexOf(image) + 1}张${field.label}相同`, `${field.key}.${index}`, detail)] : []));
};

/** MIN-17, APP-06: at least one, each once. `V1.0` and `1.0` are the same version. */
export const checkVersions: Check<'versions'> = (field, value, checking) => {
  const versions = textsOf(value);
  if (versions.length === 0) return [missing(field, checking)];
  const plain = versions.map((version) => comparable(version).replace(/^v(?=\d)/, ''));
  return versions.flatMap((version, index) => {
    const refused = (code: string, message: string) => [refuse(`version.${code}`, message, `${field.key}.${index}`, { rule: field.rules[0] })];
    if (isBlank(version)) return refused('blank', `请填写${field.label}`);
    if (!/^[0-9a-z][0-9a-z._+-]*$/.test(comparable(version))) return refused('format', '版本号只能由字母、数字和点、横线组成，例如1.0.0');
    const first = plain.indexOf(plain[index]!);
    return first < index ? refused('repeated', `与第${first + 1}个版本号重复`) : [];
  });
};

/** OPN-41: a package of each platform by its id, with the fingerprint of what signs it. */
export const checkPackages: Check<'packages'> = (field, value, checking) => {
  const packages = recordsOf(value);
  if (packages.length === 0) return [missing(field, checking)];
  const seen = packages.map(({ platform, bundleId }) => `${textOf(platform)} ${comparable(textOf(bundleId))}`);
  return packages.flatMap(({ platform, bundleId, signature }, index) => {
    const refused = (part: string, code: string, message: string) => refuse(`package.${code}`, message, `${field.key}.${index}.${part}`, { rule: field.rules[0] });
    const first = seen.indexOf(seen[index]!);
    const id = textOf(bundleId).normalize('NFKC').trim();
    return [
      ...(optionOf(APP_PLATFORMS, platform) === undefined ? [refused('platform', 'platform', '请选择平台')] : []),
      ...(id === '' ? [refused('bundleId', 'id-missing', '请填写包名或Bundle ID')] : isPackageId(textOf(platform), id) ? [] : [refused('bundleId', 'id-format', '包名或Bundle ID格式不正确，例如cn.example.app')]),
      ...(id !== '' && first < index ? [refused('bundleId', 'repeated', `与第${first + 1}个安装包重复`)] : []),
      ...(isFingerprint(textOf(signature)) ? [] : [refused('signature', 'signature', '请填写签名证书的MD5、SHA-1或SHA-256指纹')]),
    ];
  });
};

const DOTTED = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;
const BY_NAME = ['android', 'ios', 'harmony', 'macos'];

// Only these platforms name what is installed by a reversed domain.
const isPackageId = (platform: string, id: string): boolean => (BY_NAME.includes(platform) ? DOTTED.test(id) : !/\s/u.test(id));

/** MD5, SHA-1 or SHA-256 in hex, with or without colons. */
const isFingerprint = (text: string): boolean => /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(comparable(text).replace(/:/g, ''));
