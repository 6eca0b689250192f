import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A login and the person behind it; every personal value sealed, equality by keyed index. The password is kept apart. */
@Entity({ name: 'account' })
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  kind!: 'applicant' | 'officer';

  @Column({ type: 'text', name: 'login_name' })
  loginName!: string;

  /** Lower case: names that differ in case only are one. */
  @Column({ type: 'text', name: 'login_key' })
  loginKey!: string;

  @Column({ type: 'text', name: 'real_name' })
  realName!: string;

  @Column({ type: 'text', name: 'id_number', nullable: true })
  idNumber!: string | null;

  /** Keyed index of the certificate number (S4): one person may hold several accounts, so it is not unique. */
  @Column({ type: 'text', nullable: true })
  person!: string | null;

  @Column({ type: 'text', nullable: true })
  mobile!: string | null;

  @Column({ type: 'text', name: 'mobile_index', nullable: true })
  mobileIndex!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', name: 'email_index', nullable: true })
  emailIndex!: string | null;

  /** Sealed; only of a legal person's account (ACC-03), whose person is the one who acts for it. */
  @Column({ type: 'text', name: 'organisation_name', nullable: true })
  organisationName!: string | null;

  @Column({ type: 'text', name: 'organisation_code', nullable: true })
  organisationCode!: string | null;
  /** When a code sent to the e-mail came back; null while nobody has proven it. */
  @Column({ type: 'timestamptz', name: 'email_verified_at', nullable: true })
  emailVerifiedAt!: Date | null;

  /** OPN-02: whether the person was proven by real-person authentication. */
  @Column({ type: 'text', name: 'identity_level' })
  identityLevel!: 'none' | 'real_person';

  @Column({ type: 'timestamptz', name: 'registered_at' })
  registeredAt!: Date;

  /** 注销账号: from then on nobody's; name, contacts and logins are free again, and what was sealed has no key any more. */
  @Column({ type: 'timestamptz', name: 'erased_at', nullable: true })
  erasedAt!: Date | null;
}
