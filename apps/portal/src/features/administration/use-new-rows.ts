import { Form } from 'antd';
import { useState } from 'react';

type Rows = readonly { readonly key: string }[];

/** Tells of each row of a list of the form whether it was added since the form was opened: what no version holds may be deleted. */
export function useNewRows(path: readonly (string | number)[]): (row: number) => boolean {
  const form = Form.useFormInstance();
  const rows = (): Rows => (form.getFieldValue([...path]) as Rows | undefined) ?? [];
  const [kept] = useState(() => new Set(rows().map(({ key }) => key)));
  return (row) => !kept.has(rows()[row]?.key ?? '');
}
