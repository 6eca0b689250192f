import { Module } from '@nestjs/common';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { DB_WORKER, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import type { NotificationEnvironment } from './config.ts';
import { CaseCopies } from './copies/case-copies.ts';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { DirectoryCopies } from './copies/directory-copies.ts';
import { MessageController } from './message/message.controller.ts';
import { MessageQueries } from './message/message.queries.ts';
import { MessageService } from './message/message.service.ts';
import { CaseConsumer } from './notice/case.consumer.ts';
import { CommandConsumer } from './notice/command.consumer.ts';
import { Notifier } from './notice/notifier.ts';
import { SubjectConsumer } from './notice/subject.consumer.ts';
import { SandboxController } from './sandbox/sandbox.controller.ts';
import { SandboxProvider } from './sandbox/sandbox-provider.ts';
import { SandboxQueries } from './sandbox/sandbox.queries.ts';
import { SmsBell } from './sms/sms-bell.ts';
import { SMS_PROVIDER, type SmsProvider } from './sms/sms-provider.ts';
import { SmsSender } from './sms/sms-sender.service.ts';
import { SmsService } from './sms/sms.service.ts';

/** The one place where a provider is chosen; a real one joins here. */
const smsProvider = {
  provide: SMS_PROVIDER,
  inject: [ENVIRONMENT, DB_WORKER, SEALER],
  useFactory: ({ SMS_PROVIDER: chosen }: NotificationEnvironment, db: DataSource, sealer: Sealer): SmsProvider | null => (chosen === 'sandbox' ? new SandboxProvider(db, sealer) : null),
};

/** All of the notification service. */
@Module({
  controllers: [CopiesConsumer, CaseConsumer, CommandConsumer, SubjectConsumer, MessageController, SandboxController],
  providers: [DirectoryCopies, CaseCopies, Notifier, MessageQueries, MessageService, SandboxQueries, SmsBell, SmsService, SmsSender, smsProvider],
})
export class AppModule {}
