import { solveCaptcha } from './captcha.ts';
import { eventually, type Session } from './platform.ts';

export interface Code {
  readonly challenge: string;
  readonly code: string;
}

/** How long a person waits for an SMS before asking once more. */
const SMS_MS = 60_000;
const TRIES = 3;

/** Asks for a registration code and reads it from the SMS, as its recipient does; undefined when the SMS says that there is an account already. */
export async function codeBySms(session: Session, mobile: string): Promise<Code | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = new Set((await smsTo(session, mobile)).map(({ id }) => id));
    const challenge = await ask(session, mobile);
    const arrived = await eventually(async () => (await smsTo(session, mobile)).find(({ id, text }) => !before.has(id) && (text.includes('验证码') || text.includes('已注册'))), SMS_MS);
    if (arrived === undefined) continue;
    const code = /验证码：(\d{6})/.exec(arrived.text)?.[1];
    return code === undefined ? undefined : { challenge, code };
  }
  throw new Error(`No SMS with a code came to ${mobile}`);
}

/** A number gets one SMS a minute, so whoever is told to wait asks again, with a new captcha each time. */
async function ask(session: Session, mobile: string): Promise<string> {
  const challenge = await eventually(async () => {
    const { status, body } = await session.impatient().send('POST', '/api/identity/codes', { purpose: 'register', mobile, captcha: await solveCaptcha(session) }).catch(() => ({ status: 503, body: {} }));
    const { challenge: given, order, title } = body as { challenge?: string; order?: string; title?: string };
    if (given === undefined && status !== 429 && status < 500) throw new Error(`No code can be asked for: ${status} ${title ?? ''}`);
    if (given !== undefined) await session.send('POST', '/api/notification/code-orders', { challenge: given, order });
    return given;
  }, 120_000);
  if (challenge === undefined) throw new Error('No code could be asked for');
  return challenge;
}

async function smsTo(session: Session, mobile: string): Promise<{ id: string; to: string; text: string }[]> {
  const { body } = await session.get('/api/notification/sandbox/sms');
  return (body as { id: string; to: string; text: string }[]).filter(({ to }) => to === mobile);
}
