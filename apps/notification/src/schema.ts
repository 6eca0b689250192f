import { NotificationTables1753300000000 } from './migrations/1753300000000-notification-tables.ts';
import { Sms } from './sms/sms.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Sms];
/** In the order in which they run. */
export const MIGRATIONS = [NotificationTables1753300000000];
