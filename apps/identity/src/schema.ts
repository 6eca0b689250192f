import { Account } from './account/account.entity.ts';
import { Bureau } from './bureau/bureau.entity.ts';
import { Region } from './bureau/region.entity.ts';
import { Identity1764000000000 } from './migrations/1764000000000-identity.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { Officer } from './officer/officer.entity.ts';

/** The service's tables and how they came to be: for main.ts and the medium specs alike. */
export const entities = [Account, Bureau, Officer, Region];
export const migrations = [Identity1764000000000, ScopedPlumbing1764600000000];
