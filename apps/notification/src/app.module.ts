import { sweeping } from '@beian/kit/retention/sweeping';
import { Module } from '@nestjs/common';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { DB_WORKER, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { CodeConsumer } from './code/code.consumer.ts';
import { CodeController } from './code/code.controller.ts';
import { CodeService } from './code/code.service.ts';
import { smtpOf, type NotificationEnvironment } from './config.ts';
import { CaseCopies } from './copies/case-copies.ts';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { DirectoryCopies } from './copies/directory-copies.ts';
import { MAIL_PROVIDER, type MailProvider } from './mail/mail-provider.ts';
import { MailSender } from './mail/mail-sender.service.ts';
import { MailService } from './mail/mail.service.ts';
import { SmtpProvider } from './mail/smtp-provider.ts';
import { MessageController } from './message/message.controller.ts';
import { MessageQueries } from './message/message.queries.ts';
import { MessageService } from './message/message.service.ts';
import { AccountConsumer } from './notice/account.consumer.ts';
import { CaseConsumer } from './notice/case.consumer.ts';
import { CommandConsumer } from './notice/command.consumer.ts';
import { Notifier } from './notice/notifier.ts';
import { SubjectConsumer } from './notice/subject.consumer.ts';
import { AccountErasedConsumer } from './retention/account-erased.consumer.ts';
import { MessageRetentionSweeper } from './retention/message-retention.sweeper.ts';
import { SandboxController } from './sandbox/sandbox.controller.ts';
import { SandboxMailProvider } from './sandbox/sandbox-mail-provider.ts';
import { SandboxProvider } from './sandbox/sandbox-provider.ts';
import { SandboxQueries } from './sandbox/sandbox.queries.ts';
import { Bell } from './dispatch/bell.ts';
import { SMS_PROVIDER, type SmsProvider } from './sms/sms-provider.ts';
import { SmsSender } from './sms/sms-sender.service.ts';
import { SmsService } from './sms/sms.service.ts';

/** The one place where providers are chosen; a real one for SMS joins here. */
const smsProvider = {
  provide: SMS_PROVIDER,
  inject: [ENVIRONMENT, DB_WORKER, SEALER],
  useFactory: ({ SMS_PROVIDER: chosen }: NotificationEnvironment, db: DataSource, sealer: Sealer): SmsProvider | null => (chosen === 'sandbox' ? new SandboxProvider(db, sealer) : null),
};

const mailProvider = {
  provide: MAIL_PROVIDER,
  inject: [ENVIRONMENT, DB_WORKER, SEALER],
  useFactory: (environment: NotificationEnvironment, db: DataSource, sealer: Sealer): MailProvider | null => {
    if (environment.MAIL_PROVIDER === 'sandbox') return new SandboxMailProvider(db, sealer);
    if (environment.MAIL_PROVIDER === 'none') return null;
    const { url, from } = smtpOf(environment);
    return new SmtpProvider(url, from, environment.SMS_TIMEOUT_MS);
  },
};

/** All of the notification service. */
@Module({
  controllers: [CopiesConsumer, CodeConsumer, CodeController, AccountConsumer, AccountErasedConsumer, CaseConsumer, CommandConsumer, SubjectConsumer, MessageController, SandboxController],
  providers: [
    DirectoryCopies, CaseCopies, CodeService, Notifier, MessageQueries, MessageService, ...sweeping(MessageRetentionSweeper), SandboxQueries, Bell, SmsService, SmsSender, MailService,
    MailSender, smsProvider, mailProvider,
  ],
})
export class AppModule {}
