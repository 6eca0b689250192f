import type { SamplePerson } from './people.ts';

interface Titled {
  readonly title: string;
}

const STYLE = `body{margin:0;background:#eef2f7;color:#1f2933;font:16px/1.6 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif}
.sample{background:#8a5a00;color:#fff;text-align:center;padding:8px 16px}
main{max-width:480px;margin:32px auto;padding:24px;background:#fff;border-radius:8px;box-shadow:0 1px 4px #0002}
@media(max-width:520px){main{margin:0;border-radius:0;box-shadow:none}}
h1{font-size:22px;margin:0 0 8px}p{margin:8px 0 16px}ul{list-style:none;margin:0;padding:0}li{margin:0 0 12px}
button,a.button{font:inherit;display:block;box-sizing:border-box;width:100%;min-height:48px;padding:10px 16px;border:1px solid #9aa5b1;border-radius:6px;background:#fff;color:#1f2933;text-align:left;cursor:pointer;text-decoration:none}
button:hover,button:focus-visible{border-color:#0b4ea2}button.main{background:#0b4ea2;border-color:#0b4ea2;color:#fff;text-align:center}button.plain{text-align:center}
small{display:block;color:#52606d}.code{font:700 32px/1.4 ui-monospace,monospace;letter-spacing:4px}.scan{display:grid;place-items:center;height:160px;margin:0 0 16px;border:2px dashed #9aa5b1;border-radius:8px;color:#52606d}
.row{display:grid;gap:12px}.muted{color:#52606d;font-size:14px}`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Every page says first that nothing here is real. */
function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><div class="sample" role="note">示例：模拟的统一认证平台，仅供试用，人员均系虚构</div><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
}

/** First step: who signs in. */
export function peoplePage(realm: Titled, people: readonly SamplePerson[], action: string): string {
  const item = ({ id, name, kind, organisation }: SamplePerson): string =>
    `<li><button name="person" value="${escape(id)}">${escape(organisation ? organisation.name : name)}<small>${kind === 'legal_person' ? `法人账号，经办人 ${escape(name)}` : '个人账号'}</small></button></li>`;
  return page(realm.title, `<p>请选择以哪位示例人员登录。</p>
<form method="post" action="${escape(action)}/person"><ul>${people.map(item).join('')}</ul></form>
<form method="post" action="${escape(action)}/cancel"><button class="plain">取消登录</button></form>`);
}

/** Second step: the simulated check of the person. */
export function checkPage(realm: Titled, step: { readonly title: string; readonly text: string; readonly button: string }, person: SamplePerson, action: string): string {
  return page(realm.title, `<h2>${escape(step.title)}</h2><p>${escape(person.name)}，${escape(step.text)}</p>
<div class="scan" aria-hidden="true">示例二维码</div>
<form method="post" action="${escape(action)}/confirm" class="row"><input type="hidden" name="person" value="${escape(person.id)}">
<button class="main" name="checked" value="yes">${escape(step.button)}</button><button class="plain" name="checked" value="no">跳过，仅登录</button></form>`);
}

/** RP-initiated logout: the provider's form, in words of ours. */
export function logoutPage(realm: Titled, form: string): string {
  return page(realm.title, `<p>您已退出备案平台。是否同时退出统一认证平台？</p>${form}
<div class="row"><button class="main" form="op.logoutForm" name="logout" value="yes" autofocus>一并退出</button><button class="plain" form="op.logoutForm">保持登录</button></div>`);
}

export function logoutDonePage(realm: Titled, back: string): string {
  return page(realm.title, `<p>您已退出统一认证平台。</p><a class="button" href="${escape(back)}">返回备案平台</a>`);
}

/** A request that cannot be answered: calmly, with the way back. */
export function faultPage(realm: Titled, back: string, code: string): string {
  return page(realm.title, `<p>本次登录无法继续，可能是等待时间过长。请返回备案平台重新登录。</p><p class="muted">${escape(code)}</p><a class="button" href="${escape(back)}">返回备案平台</a>`);
}

/** What the sample officers' authenticator would show. */
export function codesPage(code: string, seconds: number): string {
  return page('示例民警动态口令', `<p>所有示例民警共用一个示例密钥，相当于他们手机上的动态口令应用。同一口令对同一账号只能使用一次。</p>
<p class="code">${escape(code)}</p><p class="muted">${seconds} 秒后更换，请刷新页面查看。</p>`);
}
