import { Account } from './account/account.entity.ts';
import { Bureau } from './bureau/bureau.entity.ts';
import { Region } from './bureau/region.entity.ts';
import { Identity1764000000000 } from './migrations/1764000000000-identity.ts';
import { Leave } from './leave/leave.entity.ts';
import { CodesAndSessions1764171000000 } from './migrations/1764171000000-codes-and-sessions.ts';
import { SignOn1764200000000 } from './migrations/1764200000000-sign-on.ts';
import { SecondFactor1764200000001 } from './migrations/1764200000001-second-factor.ts';
import { Administration1764300000000 } from './migrations/1764300000000-administration.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { AdministrationBounds1764800000010 } from './migrations/1764800000010-administration-bounds.ts';
import { AccountErasure1765000100000 } from './migrations/1765000100000-account-erasure.ts';
import { Officer } from './officer/officer.entity.ts';
import { SignOn } from './sso/sign-on.entity.ts';

/** The service's tables and how they came to be: for main.ts and the medium specs alike. */
export const entities = [Account, Bureau, Officer, Region, Leave, SignOn];
export const migrations = [
  Identity1764000000000,
  CodesAndSessions1764171000000,
  SignOn1764200000000,
  SecondFactor1764200000001,
  Administration1764300000000,
  ScopedPlumbing1764600000000,
  AdministrationBounds1764800000010,
  AccountErasure1765000100000,
];
