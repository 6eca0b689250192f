import type { CodeTemplate } from './code-template.rules.ts';

/** Who signs what identity sends; no bureau is involved yet. */
const SENDER = '全国互联网安全管理服务平台';
/** OPN-05; identity gives a code no longer. */
const MINUTES = 5;

const KEEP = `${MINUTES}分钟内有效。请勿告诉他人，工作人员不会向您索要。`;
/** What a code is for, in the words of the screen that asks for it. */
const SERVES = { register: '注册账号', reset: '重置密码', mobile: '更换手机号', email: '验证邮箱', erase: '注销账号' } as const;

/** The whole text; a number that cannot be used so is told why, which only its holder reads. */
export function codeText(template: CodeTemplate, code: string): string {
  switch (template) {
    case 'registered_already': return '您的手机号已注册账号，无需再次注册。请直接登录，忘记密码可在登录页找回。如非本人操作请忽略。';
    case 'not_registered': return '有人用您的手机号申请重置密码，但该手机号未注册账号。如为本人操作，请核对手机号或先注册；否则请忽略。';
    case 'mobile_taken': return '有账号申请绑定您的手机号，但该手机号已被其他账号使用，未能绑定。如非本人操作请忽略。';
    case 'email_taken': return '有账号申请验证本邮箱，但本邮箱已被其他账号验证，未能再次使用。如非本人操作请忽略。';
    default: return `验证码：${code}，用于${SERVES[template]}，${KEEP}`;
  }
}

/** The SMS as it leaves. */
export function codeSms(template: CodeTemplate, code: string): string {
  return `【${SENDER}】${codeText(template, code)}`;
}

/** The subject line never holds the code: lock screens show it. */
export function codeSubject(template: CodeTemplate): string {
  return template === 'email' ? `${SENDER}：邮箱验证码` : `${SENDER}：邮箱验证未完成`;
}
