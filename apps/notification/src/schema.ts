import { NotificationTables1753300000000 } from './migrations/1753300000000-notification-tables.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { Sms } from './sms/sms.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Sms];
/** In the order in which they run. */
export const MIGRATIONS = [NotificationTables1753300000000, ScopedPlumbing1764600000000];
