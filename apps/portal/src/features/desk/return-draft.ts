import type { z } from 'zod';
import { Reason } from '@beian/contracts/reason';
import { formOfField } from '@beian/rules/persons/personal-fields';

export type ReturnReason = z.infer<typeof Reason>;

/** Sentences that officers use often, by the last part of the field's path (U23). */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  name: ['名称与开办主体性质不符，请更正', '请填写真实完整的名称'],
  domains: ['域名与实际访问地址不一致，请核对'],
  certificateNumber: ['证件号码与证件照片不一致，请核对'],
  mobile: ['该手机号码无法联系，请填写本人正在使用的号码'],
  residence: ['地址不够详细，请填写到街道门牌号或村'],
  officePhone: ['办公电话无法接通，请填写真实号码'],
  idImage: ['证件照片不清晰，请重新上传'], openerId: ['证件照片不清晰，请重新上传'], licence: ['证照照片不清晰，请重新上传'], image: ['许可截图不清晰或与所选种类不符，请重新上传'],
  ipRanges: ['IP地址与实际解析不一致，请核对'],
  serviceTypes: ['服务类型与实际内容不符，请如实勾选'], applicationTypes: ['应用类型与实际功能不符，请如实勾选'], categories: ['服务类别与许可证不符，请如实勾选'],
  interactive: ['实际提供交互式服务，请如实申报'],
  screenshots: ['运行截图看不清功能，请重新截取'], packages: ['包名或签名与实际安装包不一致，请核对'],
  licenceNumber: ['许可证号与许可证照片不一致，请核对'], regions: ['服务地区超出许可证范围，请核对'],
};
const ALWAYS = ['填写内容与实际不符，请核对后更正', '填写不完整，请补充'] as const;

export function phrasesFor(field: string): readonly string[] {
  const last = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  const own = last === 'name' && formOfField(field) !== undefined ? ['姓名不是真实姓名全称，请更正'] : (PHRASES[last] ?? []);
  return [...own, ...ALWAYS];
}

/** Adds a field once; its first phrase is only proposed, not filled in. */
export function withField(reasons: readonly ReturnReason[], field: string): ReturnReason[] {
  return reasons.some((reason) => reason.field === field) ? [...reasons] : [...reasons, { field, text: '' }];
}

/** What keeps the return from being sent, if anything (REV-12). */
export function returnFault(reasons: readonly ReturnReason[]): string | undefined {
  if (reasons.length === 0) return '请先在材料中点“有误”，标出需要更正的项目';
  return reasons.every((reason) => Reason.safeParse(reason).success) ? undefined : '请为每一项写明理由，不少于2个字';
}
