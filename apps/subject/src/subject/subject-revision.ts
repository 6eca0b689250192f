import { Inject, Injectable } from '@nestjs/common';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import { canonicalJson } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { commit, newSalt } from '@beian/kit/records/record';
import { SEALER } from '@beian/kit/service/tokens';
import { certificateOf, nameOf, personNumbersOf, typeOf } from './subject-form.rules.ts';

/** Everything of one revision, personal values sealed. */
export interface SealedRevision {
  readonly subject: string;
  readonly revision: number;
  readonly owner: string;
  readonly nature: SubjectData['nature'];
  readonly type: string;
  readonly region: string;
  readonly operationRegion: string | null;
  readonly unitName: string | null;
  readonly data: string;
  readonly name: string;
  readonly digest: string;
  readonly commitment: string;
  readonly certificateIndex: string;
  readonly persons: string[];
  readonly uploads: readonly string[];
  readonly warnings: SubjectView['warnings'];
  readonly submittedAt: Date;
}

/** What the sealed text of a revision holds: the salt makes the ledger's commitment provable while the data exist. */
interface Content {
  readonly salt: string;
  readonly data: SubjectData;
}

const context = (subject: string, revision: number, field: 'data' | 'name'): string => `subject:${subject}:${revision}:${field}`;

/** Seals, stores and opens what an owner filled in. */
@Injectable()
export class SubjectRevisions {
  constructor(@Inject(SEALER) private readonly sealer: Sealer) {}

  async seal(key: { subject: string; revision: number; owner: string }, data: SubjectData, uploads: readonly string[], warnings: SubjectView['warnings']): Promise<SealedRevision> {
    const salt = newSalt();
    const content: Content = { salt, data };
    return {
      ...key,
      nature: data.nature,
      type: typeOf(data),
      region: data.region,
      operationRegion: data.operationRegion ?? null,
      unitName: data.nature === 'unit' ? data.name : null,
      data: await this.sealer.seal(JSON.stringify(content), context(key.subject, key.revision, 'data')),
      name: await this.sealer.seal(nameOf(data), context(key.subject, key.revision, 'name')),
      digest: this.digestOf(data),
      commitment: commit(canonicalJson(data), salt).commitment,
      certificateIndex: this.sealer.index('certificate', certificateOf(data)),
      persons: personNumbersOf(data).map((number) => this.sealer.index('certificate', number)),
      uploads,
      warnings,
      submittedAt: new Date(),
    };
  }

  /** Keyed, so that the stored digest cannot be used to guess what was filled in. */
  digestOf(data: SubjectData): string {
    return this.sealer.index('subject-data', canonicalJson(data));
  }

  async open(subject: string, revision: number, sealed: string): Promise<SubjectData> {
    const content = JSON.parse(await this.sealer.open(sealed, context(subject, revision, 'data'))) as Content;
    return content.data;
  }

  openName(subject: string, revision: number, sealed: string): Promise<string> {
    return this.sealer.open(sealed, context(subject, revision, 'name'));
  }

  /** `fields`: in what it differs from the revision that it corrects or replaces. */
  async insert(tx: Tx, row: SealedRevision, fields: readonly string[]): Promise<void> {
    await tx.query(
      `insert into subject_revision (subject, revision, owner, data, name, digest, commitment, persons, uploads, warnings, submitted_at, type, region, operation_region, unit_name, certificate_index, fields)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        row.subject, row.revision, row.owner, row.data, row.name, row.digest, row.commitment, row.persons, row.uploads, JSON.stringify(row.warnings), row.submittedAt,
        row.type, row.region, row.operationRegion, row.unitName, row.certificateIndex, fields,
      ],
    );
  }
}
