import { addDays, isLocalDate } from '../calendar/dates.ts';
import type { ObjectKind } from '../lifecycle/labels.ts';
import { warn, type Finding } from '../result.ts';
import type { Checking } from './checking.ts';
import type { FormField } from './description.ts';
import { optionOf } from './dictionaries/dictionary.ts';
import { HOST_PLATFORMS, type HostPlatform } from './dictionaries/platforms.ts';
import { todayOf } from './form-context.ts';
import { comparable, isBlank, textOf } from './read.ts';

type Rule = (field: FormField, value: unknown, checking: Checking) => Finding[];

const FILING_DUTY_DAYS = 30;

// OPN-23, LAW-02: shown to applicant and officer, never a block.
const checkOpening: Rule = (field, value, { context }) => {
  const openedOn = textOf(value);
  if (!isLocalDate(openedOn) || openedOn >= addDays(todayOf(context), -FILING_DUTY_DAYS)) return [];
  return [warn('website.late', '网站开通已超过30日，依法应在开通之日起30日内备案', field.key, { rule: 'OPN-23' })];
};

const checkIcpNumber: Rule = (field, value) => {
  const text = textOf(value).normalize('NFKC').replace(/\s+/gu, '');
  if (text === '' || /^\p{Script=Han}(?:ICP备|ICP证)\d{6,10}号(?:-\d{1,4}A?)?$/iu.test(text) || /^\p{Script=Han}[AB][12]?-?\d{6,10}(?:-\d+)?$/iu.test(text)) return [];
  return [warn('website.icp-number', 'ICP备案号格式不常见，请核对', field.key, { rule: 'WEB-21' })];
};

/** MIN-18: platforms may change their ids, so an unusual one is only pointed out. */
const checkAppId: Rule = (field, value, { data, form }) => {
  const platform = optionOf(HOST_PLATFORMS, data['platform']) as HostPlatform | undefined;
  if (isBlank(value) || platform?.appId === undefined || platform.appId.test(comparable(textOf(value)))) return [];
  return [warn(`${form.object}.app-id-format`, `${platform.label}小程序的AppID格式不常见，请核对`, field.key, { rule: 'OPN-24' })];
};

/** OPN-43: A1–B2 of value-added services, D3 of registrars, with or without the province's short name. */
const checkLicenceNumber: Rule = (field, value, { form }) => {
  const text = textOf(value).normalize('NFKC').replace(/\s+/gu, '');
  if (text === '' || /^\p{Script=Han}?[A-D]\d?(?:[.、][A-D]\d?)*-\d{6,12}(?:-\d+)?号?$/iu.test(text)) return [];
  return [warn(`${form.object}.licence-format`, '许可证号格式不常见，请与许可证核对', field.key, { rule: 'OPN-43' })];
};

/** What a kind asks of a field beyond what its type asks, by the field's key. */
export const KIND_RULES: Readonly<Record<ObjectKind, Readonly<Record<string, Rule>>>> = {
  website: { openedOn: checkOpening, icpNumber: checkIcpNumber },
  mini_program: { appId: checkAppId },
  app: {},
  app_market: {},
  provider: { licenceNumber: checkLicenceNumber },
};
