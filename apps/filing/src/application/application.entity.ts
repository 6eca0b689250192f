import type { ObjectKind } from '@beian/contracts/primitives';
import type { InteractiveSetting } from '@beian/rules/forms/interactive';
import type { Finding } from '@beian/rules/result';
import type { ApplicationKind, Stage } from '@beian/rules/lifecycle/stages';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something the officer must know that stands beside the stage. */
export interface Mark {
  readonly code: string;
  readonly message: string;
}
export type SubjectStanding = 'submitted' | 'approved' | 'returned';

/** One application on a filing, and one run. Versioned: `application_history` folds to it. */
@Entity('application')
export class Application {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  /** Rises with every action that a person must have seen; what `expectedRevision` compares. */
  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'uuid' })
  filing!: string;

  @Column({ type: 'integer' })
  n!: number;

  @Column({ type: 'text' })
  kind!: ApplicationKind;

  @Column({ type: 'text' })
  object!: ObjectKind;

  /** The number told to the owner; never the filing number. */
  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'uuid', nullable: true })
  holder!: string | null;

  /** Who held it before the last return, release or transfer: first on the desk after a resubmission (S1). */
  @Column({ type: 'uuid', name: 'last_holder', nullable: true })
  lastHolder!: string | null;

  @Column({ type: 'boolean', name: 'ever_taken' })
  everTaken!: boolean;

  /** S6: of several cases under one waiting subject the one taken first decides it. */
  @Column({ type: 'timestamptz', name: 'first_taken_at', nullable: true })
  firstTakenAt!: Date | null;

  @Column({ type: 'text' })
  stage!: Stage;

  @Column({ type: 'integer' })
  round!: number;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt!: Date;

  /** Last day of the present round; null while the clock does not run. */
  @Column({ type: 'date', name: 'due_on', nullable: true })
  dueOn!: string | null;

  /** Version of the calendar that the due date was counted with (S2). */
  @Column({ type: 'text' })
  calendar!: string;

  @Column({ type: 'date', name: 'remind_on', nullable: true })
  remindOn!: string | null;

  @Column({ type: 'timestamptz', name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'escalated_at', nullable: true })
  escalatedAt!: Date | null;

  /** Last day on which a returned application can be resubmitted. */
  @Column({ type: 'date', name: 'lapses_on', nullable: true })
  lapsesOn!: string | null;

  @Column({ type: 'uuid' })
  subject!: string;

  @Column({ type: 'integer', name: 'subject_revision' })
  subjectRevision!: number;

  /** As the receipt said at submission, or as this case decided; the event copy is newer. */
  @Column({ type: 'text', name: 'subject_state' })
  subjectState!: SubjectStanding;

  /** A unit's name in clear, a person's sealed (`application:<id>:subject`). */
  @Column({ type: 'text', name: 'subject_name' })
  subjectName!: string;

  @Column({ type: 'text', name: 'subject_type' })
  subjectType!: string;

  @Column({ type: 'boolean' })
  interactive!: boolean;

  /** OPN-19: what an officer has decided about it; null while what is computed holds. */
  @Column({ type: 'jsonb', name: 'interactive_set', nullable: true })
  interactiveSet!: InteractiveSetting | null;

  /** Why, sealed JSON (`application:<id>:interactive`). */
  @Column({ type: 'text', name: 'interactive_reason', nullable: true })
  interactiveReason!: string | null;

  @Column({ type: 'text', name: 'site_name' })
  siteName!: string;

  @Column({ type: 'text', array: true })
  domains!: string[];

  /** Sealed JSON of salt and the kind's form (`application:<id>:data`). */
  @Column({ type: 'text' })
  data!: string;

  /** The pictures that the data name: the competent bureau may see them. */
  @Column({ type: 'uuid', array: true })
  uploads!: string[];

  @Column({ type: 'jsonb' })
  findings!: Finding[];

  /** Version of the naming rules by which the form was judged; 0 is what the platform ships. */
  @Column({ type: 'integer', name: 'rules_version' })
  rulesVersion!: number;

  /** Version of the dictionaries that its options are of; 0 is what the platform ships. */
  @Column({ type: 'integer', name: 'dictionaries_version' })
  dictionariesVersion!: number;

  @Column({ type: 'jsonb' })
  marks!: Mark[];

  /** Sealed JSON of the last return's reasons (`application:<id>:reasons`). */
  @Column({ type: 'text', nullable: true })
  reasons!: string | null;

  /** Fields named by the returns so far, and those changed by the last resubmission: 一次性告知 (S2). */
  @Column({ type: 'text', array: true, name: 'returned_fields' })
  returnedFields!: string[];

  @Column({ type: 'text', array: true, name: 'changed_fields' })
  changedFields!: string[];

  /** Keyed indexes of everybody on site and subject (S4). */
  @Column({ type: 'text', array: true })
  persons!: string[];

  @Column({ type: 'text', name: 'notice_version' })
  noticeVersion!: string;

  @Column({ type: 'timestamptz', name: 'notice_accepted_at' })
  noticeAcceptedAt!: Date;

  /** OPN-02: of the account that submitted, at that time; null where it was not kept. */
  @Column({ type: 'text', name: 'identity_level', nullable: true })
  identityLevel!: 'none' | 'real_person' | null;

  @Column({ type: 'timestamptz', name: 'approved_at', nullable: true })
  approvedAt!: Date | null;
}
