import type { SubjectData } from '@beian/contracts/subject/api';
import type { FormDescription } from '@beian/rules/forms/description';
import type { FormContext } from '@beian/rules/forms/form-context';
import type { FieldPath } from '../../ui/form/field-path.ts';
import { createContext, use } from 'react';

/** What a field may need to know beside its own description. */
export interface FormSetting {
  readonly form: FormDescription;
  readonly context: FormContext;
  /** Whose responsible person may be copied (WEB-31). */
  readonly subject: SubjectData;
  /** Sets values that nobody typed: they are judged and kept as if they had been. */
  readonly onSet: (values: readonly (readonly [path: FieldPath, value: unknown])[]) => void;
}

export const FormSettingContext = createContext<FormSetting | undefined>(undefined);

export function useFormSetting(): FormSetting {
  const setting = use(FormSettingContext);
  if (setting === undefined) throw new Error('A field of a filing stands outside its form');
  return setting;
}
