import { StorageTables1753300000000 } from './migrations/1753300000000-storage-tables.ts';
import { UploadCasePersons1753300000001 } from './migrations/1753300000001-upload-case-persons.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { Upload } from './upload/upload.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Upload];
/** In the order in which they run. */
export const MIGRATIONS = [StorageTables1753300000000, UploadCasePersons1753300000001, ScopedPlumbing1764600000000];
