import { Button, Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { newOption } from './new-option.ts';
import { useNewRows } from './use-new-rows.ts';

const OPEN_TO = [{ value: 'all', label: '单位和个人' }, { value: 'units', label: '仅单位' }, { value: 'individuals', label: '仅个人' }];

interface OptionsListProps {
  readonly name: readonly (string | number)[];
  /** Where the list stands, if its name is that of a row of another list. */
  readonly within?: readonly string[];
  readonly label: string;
  /** Whether ticking an option makes a filing interactive (OPN-19) or is somebody's alone (OPN-18). */
  readonly judged?: boolean;
  /** Whether all of it is new: what no version holds may be deleted. */
  readonly fresh?: boolean;
}

/** The options of one dictionary: renamed, added, taken out of use; never deleted, as earlier filings hold them. */
export function OptionsList({ name, within = [], label, judged = false, fresh = false }: OptionsListProps): ReactNode {
  const isNew = useNewRows([...within, ...name]);
  return (
    <Form.List name={[...name]}>
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name: row }) => (
            <div key={key} className="option-row">
              <Form.Item name={[row, 'label']} rules={[{ required: true, whitespace: true, message: '请填写选项名称' }]}><Input maxLength={30} autoComplete="off" aria-label={`${label}第${row + 1}项名称`} /></Form.Item>
              {judged ? <Form.Item name={[row, 'openTo']}><Select options={OPEN_TO} aria-label={`${label}第${row + 1}项适用`} /></Form.Item> : null}
              {judged ? <Form.Item name={[row, 'interactive']} valuePropName="checked"><Checkbox>交互式</Checkbox></Form.Item> : null}
              <Form.Item name={[row, 'retired']} valuePropName="checked"><Checkbox>停用</Checkbox></Form.Item>
              {fresh || isNew(row) ? <Button type="link" danger size="small" onClick={() => remove(row)}>删除</Button> : null}
            </div>
          ))}
          <Form.Item><Button block aria-label={`${label}：增加选项`} onClick={() => add(newOption())}>增加选项</Button></Form.Item>
        </>
      )}
    </Form.List>
  );
}
