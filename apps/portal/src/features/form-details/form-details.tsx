import type { Block, FormField, Step } from '@beian/rules/forms/description';
import { isFilled, recordOf } from '@beian/rules/forms/read';
import type { Typed } from '@beian/rules/forms/values';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { ReactNode } from 'react';
import { Facts } from '../../ui/page/facts.tsx';
import { useFormOnce } from '../rules/rules-in-force.ts';
import { factsOf } from './facts-of.tsx';
import { FormPictures } from './form-pictures.tsx';

interface Marks {
  /** What stands behind each value, e.g. the officer's 【有误】; paths are those of return reasons. */
  readonly mark?: (field: string) => ReactNode;
  /** What is to be said below it, e.g. a rule's hit; `alone`: about the field itself, not about its parts. */
  readonly note?: (field: string, alone?: boolean) => ReactNode;
}
interface FormDetailsProps extends Marks {
  readonly object: ObjectKind;
  readonly data: Typed;
  /** Of the options that it was filed with. */
  readonly dictionariesVersion: number;
  /** A step's frame: a panel for the officer, nothing more than its parts for the owner. */
  readonly frame: (step: Step, content: ReactNode) => ReactNode;
}

/** A filing of any kind to read: every field that is filled in, in the order and words of its form. */
export function FormDetails({ object, data, dictionariesVersion, frame, ...marks }: FormDetailsProps): ReactNode {
  const steps = useFormOnce(object, dictionariesVersion).steps.filter(({ blocks }) => blocks.length > 0);
  return steps.map((step) => frame(step, step.blocks.map((block, index) => <BlockDetails key={block.legend} object={object} block={block} data={data} titled={index > 0 || isPerson(block)} {...marks} />)));
}

interface BlockDetailsProps extends Marks {
  readonly object: ObjectKind;
  readonly block: Block;
  readonly data: Typed;
  readonly titled: boolean;
}

function BlockDetails({ object, block: { legend, fields }, data, titled, mark, note }: BlockDetailsProps): ReactNode {
  const facts = fields.flatMap((field) => factsOf(object, field, data[field.key]));
  const pictured = fields.filter((field) => hasPicture(field, data[field.key]));
  if (facts.length === 0 && pictured.length === 0) return null;
  const person = fields.find(isHuman);
  const same = person !== undefined && recordOf(data[person.key])['sameAsSubject'] === true;
  return (
    <>
      {titled ? <h3 className="facts-title">{legend.replace('（选填）', '')}{same ? <small>同主体负责人信息</small> : null}</h3> : null}
      {person === undefined ? null : note?.(`${object}.${person.key}`, true)}
      {facts.length === 0 ? null : <Facts label={legend} facts={facts} {...(mark && { mark })} {...(note && { note })} />}
      {pictured.length === 0 ? null : <FormPictures object={object} fields={pictured} data={data} {...(mark && { mark })} {...(note && { note })} />}
    </>
  );
}

const isHuman = ({ type }: FormField): boolean => type === 'person' || type === 'contact';
const isPerson = ({ fields }: Block): boolean => fields.some(isHuman);
const hasPicture = ({ type }: FormField, value: unknown): boolean => type === 'person' || (['image', 'images', 'approvals'].includes(type) && isFilled(value));
