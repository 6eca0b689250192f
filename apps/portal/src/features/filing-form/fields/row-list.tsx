import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';

interface RowListProps {
  readonly name: string;
  readonly most: number;
  /** What a new row begins as. */
  readonly blank: unknown;
  readonly add: string;
  readonly remove: (row: number) => string;
  readonly children: (row: number) => ReactNode;
}

/** Rows of one field: the first is always there, more can be added and removed. What is wrong with the list as a whole stands below it. */
export function RowList({ name, most, blank, add, remove, children }: RowListProps): ReactNode {
  return (
    <Form.List name={name}>
      {(rows, list, { errors }) => (
        <div className="row-list" id={name} tabIndex={-1}>
          {rows.map(({ key, name: row }) => (
            <div key={key} className="row-list-row">
              {children(row)}
              {rows.length === 1 || row === 0 ? null : <Button type="text" className="row-remove" icon={<DeleteOutlined aria-hidden />} aria-label={remove(row)} onClick={() => list.remove(row)} />}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          {rows.length < most ? <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => list.add(blank)}>{add}</Button> : null}
        </div>
      )}
    </Form.List>
  );
}
