import { Application } from './application/application.entity.ts';
import { Round } from './application/round.entity.ts';
import { Command } from './command/command.entity.ts';
import { BureauCopy } from './copies/bureau-copy.entity.ts';
import { RegionCopy } from './copies/region-copy.entity.ts';
import { SubjectCopy } from './copies/subject-copy.entity.ts';
import { ProviderEntry } from './directory/provider-entry.entity.ts';
import { Draft } from './draft/draft.entity.ts';
import { Filing } from './filing/filing.entity.ts';
import { FilingTables1753100000000 } from './migrations/1753100000000-filing-tables.ts';
import { CommandTable1753100000001 } from './migrations/1753100000001-command.ts';
import { IdentityLevel1764200000010 } from './migrations/1764200000010-identity-level.ts';
import { OfficerCopy1764300000000 } from './migrations/1764300000000-officer-copy.ts';
import { HandingOver1764300000001 } from './migrations/1764300000001-handing-over.ts';
import { Reveal1764400000001 } from './migrations/1764400000001-reveal.ts';
import { Erasure1764400000002 } from './migrations/1764400000002-erasure.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { SubjectCopyOfCases1764600000001 } from './migrations/1764600000001-subject-copy-of-cases.ts';
import { ClaimOwnHosts1764600000002 } from './migrations/1764600000002-claim-own-hosts.ts';
import { PublishedHost1764600000003 } from './migrations/1764600000003-published-host.ts';
import { DraftErasure1765000100000 } from './migrations/1765000100000-draft-erasure.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';
import { DuplicateReference1766000000001 } from './migrations/1766000000001-duplicate-reference.ts';
import { ProviderDirectory1768000000000 } from './migrations/1768000000000-provider-directory.ts';
import { RuleVersions1768000000001 } from './migrations/1768000000001-rule-versions.ts';
import { UsualReturns1768000000002 } from './migrations/1768000000002-usual-returns.ts';
import { InteractiveSetting1769000000000 } from './migrations/1769000000000-interactive-setting.ts';
import { DictionaryVersions1770000000000 } from './migrations/1770000000000-dictionary-versions.ts';
import { SeparateSubject1770000000001 } from './migrations/1770000000001-separate-subject.ts';
import { SubjectChange1771000000000 } from './migrations/1771000000000-subject-change.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Filing, Application, Round, Command, BureauCopy, RegionCopy, SubjectCopy, Draft, ProviderEntry];
/** In the order in which they run. */
export const MIGRATIONS = [
  FilingTables1753100000000,
  CommandTable1753100000001,
  IdentityLevel1764200000010,
  OfficerCopy1764300000000,
  HandingOver1764300000001,
  Reveal1764400000001,
  Erasure1764400000002,
  ScopedPlumbing1764600000000,
  SubjectCopyOfCases1764600000001,
  ClaimOwnHosts1764600000002,
  PublishedHost1764600000003,
  DraftErasure1765000100000,
  OwnCases1766000000000,
  DuplicateReference1766000000001,
  ProviderDirectory1768000000000,
  RuleVersions1768000000001,
  UsualReturns1768000000002,
  InteractiveSetting1769000000000,
  DictionaryVersions1770000000000,
  SeparateSubject1770000000001,
  SubjectChange1771000000000,
];
