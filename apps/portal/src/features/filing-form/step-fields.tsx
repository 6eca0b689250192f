import type { Block, Step } from '@beian/rules/forms/description';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { FieldView } from './fields/field-view.tsx';

/** A step of a form, drawn from its description alone. */
export function StepFields({ step }: { readonly step: Step }): ReactNode {
  return <div className="panel">{step.blocks.map((block) => <FieldBlock key={block.legend} block={block} />)}</div>;
}

function FieldBlock({ block: { legend, note, fields } }: { readonly block: Block }): ReactNode {
  return (
    <fieldset className="form-block">
      <legend>{legend}</legend>
      {note === undefined ? null : <Alert className="page-alert" type="info" showIcon title={note} />}
      <div className="form-fields">{fields.map((field) => <FieldView key={field.key} field={field} />)}</div>
    </fieldset>
  );
}
