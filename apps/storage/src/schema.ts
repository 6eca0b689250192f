import { StorageTables1753300000000 } from './migrations/1753300000000-storage-tables.ts';
import { UploadCasePersons1753300000001 } from './migrations/1753300000001-upload-case-persons.ts';
import { CaseBureau1764300000000 } from './migrations/1764300000000-case-bureau.ts';
import { PictureRetention1764400000004 } from './migrations/1764400000004-picture-retention.ts';
import { UploadScan1764500000000 } from './migrations/1764500000000-upload-scan.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { FilingBureauInScope1764600000004 } from './migrations/1764600000004-filing-bureau-in-scope.ts';
import { WorkerInScope1764820000000 } from './migrations/1764820000000-worker-in-scope.ts';
import { EndedUse1765000100000 } from './migrations/1765000100000-ended-use.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';
import { Upload } from './upload/upload.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Upload];
/** In the order in which they run. */
export const MIGRATIONS = [
  StorageTables1753300000000,
  UploadCasePersons1753300000001,
  CaseBureau1764300000000,
  PictureRetention1764400000004,
  UploadScan1764500000000,
  ScopedPlumbing1764600000000,
  FilingBureauInScope1764600000004,
  WorkerInScope1764820000000,
  EndedUse1765000100000,
  OwnCases1766000000000,
];
