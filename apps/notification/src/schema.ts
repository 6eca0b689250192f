import { Mail } from './mail/mail.entity.ts';
import { NotificationTables1753300000000 } from './migrations/1753300000000-notification-tables.ts';
import { CodesAndMail1764172000000 } from './migrations/1764172000000-codes-and-mail.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';
import { Sms } from './sms/sms.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Sms, Mail];
/** In the order in which they run. */
export const MIGRATIONS = [NotificationTables1753300000000, CodesAndMail1764172000000, ScopedPlumbing1764600000000, OwnCases1766000000000];
