import type { DataClassName } from '@beian/contracts/personal-data';
import type { SuiteName } from './suite.ts';

/** A data key as it is kept: wrapped, or destroyed. */
export interface KeyRow {
  readonly id: string;
  /** The record whose data it seals, e.g. `account:<id>`; all of a holder's data of one class go together. */
  readonly holder: string;
  readonly dataClass: DataClassName;
  readonly suite: SuiteName;
  /** The quarter in which it seals, e.g. `2026-Q4`, for classes that end by age; otherwise empty. */
  readonly period: string;
  readonly kek: string;
  /** Null once destroyed. */
  readonly wrapped: Buffer | null;
}

export type NewKeyRow = KeyRow & { readonly wrapped: Buffer };

/** Where wrapped data keys lie; the vault's tables are one (`vault/vault-store`), a map in specs another. */
export interface KeyStore {
  /** The live key of the same holder, class, suite and period: the one that is there, or else this one. */
  keep(row: NewKeyRow): Promise<KeyRow>;
  /** The rows that there are and that the service may open, destroyed ones included. */
  load(ids: readonly string[]): Promise<KeyRow[]>;
  /** Destroys a holder's live keys, of these classes or of all that the service seals; returns the classes. */
  destroy(holder: string, ground: string, classes?: readonly DataClassName[]): Promise<DataClassName[]>;
  /** Destroys a class's live keys of periods before this one; returns how many. */
  destroyBefore(dataClass: DataClassName, period: string, ground: string): Promise<number>;
}
