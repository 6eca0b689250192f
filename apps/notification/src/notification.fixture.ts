import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { DataSource } from 'typeorm';
import { CodeConsumer } from './code/code.consumer.ts';
import { CodeService } from './code/code.service.ts';
import { CaseCopies } from './copies/case-copies.ts';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { DirectoryCopies } from './copies/directory-copies.ts';
import { AccountConsumer } from './notice/account.consumer.ts';
import { CaseConsumer } from './notice/case.consumer.ts';
import { CommandConsumer } from './notice/command.consumer.ts';
import { Notifier } from './notice/notifier.ts';
import { SubjectConsumer } from './notice/subject.consumer.ts';
import type { MailProvider } from './mail/mail-provider.ts';
import { MailSender } from './mail/mail-sender.service.ts';
import { MailService } from './mail/mail.service.ts';
import { Bell } from './dispatch/bell.ts';
import type { Answer } from './dispatch/dispatch.ts';
import type { SmsProvider } from './sms/sms-provider.ts';
import { SmsSender } from './sms/sms-sender.service.ts';
import { SmsService } from './sms/sms.service.ts';

/** The service as its module wires it, for specs without HTTP. */
export function notificationParts(worker: DataSource, keys: Keys, sealer: Sealer) {
  const directory = new DirectoryCopies();
  const cases = new CaseCopies(directory);
  const bell = new Bell();
  const notifier = new Notifier(sealer, keys, bell);
  const sms = new SmsService(worker, keys, cases, notifier);
  const orders = new CodeService(worker, sealer, bell);
  const mails = new MailService(worker, keys);
  return {
    codes: new CodeConsumer(orders),
    orders,
    accounts: new AccountConsumer(notifier, directory),
    mailSender: (provider: MailProvider, timeoutMs = 5_000) => new MailSender(mails, sealer, provider, { ROLES: ['worker'], SMS_TIMEOUT_MS: timeoutMs }, bell),
    copies: new CopiesConsumer(directory),
    cases: new CaseConsumer(notifier, cases, sealer),
    subjects: new SubjectConsumer(notifier, directory, sealer),
    commands: new CommandConsumer(notifier, cases, directory),
    sms,
    sender: (provider: SmsProvider, timeoutMs = 5_000) => new SmsSender(sms, sealer, provider, { ROLES: ['worker'], SMS_TIMEOUT_MS: timeoutMs }, bell),
  };
}

/** A provider that answers as told, and remembers what it was asked. */
export class FakeProvider implements SmsProvider {
  readonly sent: { id: string; to: string; text: string }[] = [];
  readonly found: string[] = [];
  onSend: (id: string) => Promise<Answer> = async () => 'accepted';
  onFind: (id: string) => Promise<Answer | 'unknown'> = async () => 'unknown';

  send(id: string, to: string, text: string): Promise<Answer> {
    this.sent.push({ id, to, text });
    return this.onSend(id);
  }

  find(id: string): Promise<Answer | 'unknown'> {
    this.found.push(id);
    return this.onFind(id);
  }
}
