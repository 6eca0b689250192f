import type { OptionRow } from '@beian/rules/forms/dictionaries/editable';
import { newId } from '../../ui/api/new-id.ts';

/** What is stored is a key, which nobody reads: the words may be changed, the key never. */
export const newKey = (): string => `o_${newId().slice(-12)}`;
export const newOption = (): OptionRow => ({ key: newKey(), label: '', interactive: false, openTo: 'all', retired: false });
