import type { FieldType, FormField } from '@beian/rules/forms/description';
import type { ReactNode } from 'react';

export type FieldOf<T extends FieldType> = Extract<FormField, { type: T }>;

/** What the renderer of a type of field is given. */
export interface FieldProps<T extends FieldType> {
  readonly field: FieldOf<T>;
  /** The red star (HOM-52). */
  readonly required: boolean;
  /** Help below the field. */
  readonly extra: ReactNode;
}

/** Props that a form item gives to a control of our own, so that it is named, described and found like any other. */
export interface ControlProps<V> {
  readonly id?: string;
  readonly value?: V | undefined;
  readonly onChange?: (value: V) => void;
  readonly 'aria-invalid'?: 'true' | 'false' | boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-required'?: 'true' | 'false' | boolean;
}
