import { SignOnEnding } from '@beian/contracts/identity/sign-on';

/** What happened, in a sentence, and what the person can do. */
export interface EndingText {
  readonly title: string;
  readonly text: string;
}

const TEXTS: Readonly<Record<SignOnEnding, EndingText>> = {
  late: { title: '登录等待时间过长', text: '为保护您的账号，本次登录请求已失效。请重新登录。' },
  used: { title: '本次登录已经处理过', text: '可能是刷新或后退了页面。如果尚未进入平台，请重新登录。' },
  unknown: { title: '没有找到对应的登录请求', text: '可能是在另一个浏览器或窗口发起的登录，或浏览器禁止了Cookie。请在本窗口重新登录。' },
  cancelled: { title: '您已取消登录', text: '没有进行任何操作。需要时可以重新登录。' },
  refused: { title: '统一认证平台没有确认本次登录', text: '您的账号没有变化。请重新登录；如多次出现，请改用本平台账号。' },
  unavailable: { title: '统一认证平台暂时无法访问', text: '请稍后重试，或使用本平台的用户名和密码登录。' },
  not_linked: { title: '该民警尚未关联账号', text: '请先用用户名、密码和动态口令登录，再到【账号与安全】关联统一认证。' },
  linked_elsewhere: { title: '该统一认证账号已关联其他账号', text: '一个统一认证账号只能关联一个本平台账号。如需更换，请先登录原账号解除关联。' },
  other_person: { title: '不是同一个人', text: '统一认证的身份与本账号登记的身份不一致，没有进行关联或认证。请用本人的统一认证账号重试。' },
  legal_person: { title: '法人账号不能关联到个人账号', text: '请直接用法人账号登录办理，或改用本人的个人统一认证账号关联。' },
  not_verified: { title: '没有完成实人认证', text: '请使用“公安一网通办”APP完成实人认证后再试。' },
  session_over: { title: '登录状态已变化', text: '操作期间您已退出或更换了账号。请重新登录后再试。' },
  second_factor: { title: '需要第二重验证', text: '民警登录须使用数字证书等第二重验证，请重新登录并完成验证。' },
  dismissed: { title: '该账号目前不能登录', text: '请联系本单位管理员。' },
};

/** The text for a reason in the address; anything unknown is told as such, never shown. */
export function endingText(reason: string | null): EndingText {
  const known = SignOnEnding.safeParse(reason);
  return TEXTS[known.success ? known.data : 'unknown'];
}
