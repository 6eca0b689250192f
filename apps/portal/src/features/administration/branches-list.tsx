import type { BranchRow } from '@beian/rules/forms/dictionaries/editable';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { newKey, newOption } from './new-option.ts';
import { OptionsList } from './options-list.tsx';
import { useNewRows } from './use-new-rows.ts';

const LIST = ['content', 'application_types'];
const newBranch = (): BranchRow => ({ key: newKey(), label: '', children: [newOption()] });

/** 应用类型 in its two levels: branches are renamed, added and, with all their options, taken out of use; never deleted, as earlier filings hold what is below them. */
export function BranchesList(): ReactNode {
  const form = Form.useFormInstance();
  const isNew = useNewRows(LIST);
  const retire = (row: number): void => {
    const { children } = form.getFieldValue([...LIST, row]) as BranchRow;
    form.setFieldValue([...LIST, row, 'children'], children.map((child) => ({ ...child, retired: true })));
  };
  return (
    <Form.List name={LIST}>
      {(branches, { add, remove }) => (
        <>
          {branches.map(({ key, name }) => (
            <fieldset key={key} className="form-block">
              <legend>大类{name + 1}</legend>
              <Form.Item name={[name, 'label']} label="大类名称" rules={[{ required: true, whitespace: true, message: '请填写大类名称' }]}><Input maxLength={30} autoComplete="off" /></Form.Item>
              <OptionsList name={[name, 'children']} within={LIST} label={`大类${name + 1}`} judged fresh={isNew(name)} />
              {isNew(name)
                ? <Button type="link" danger size="small" className="inline-link" onClick={() => remove(name)}>删除大类{name + 1}</Button>
                : <Button type="link" size="small" className="inline-link" onClick={() => retire(name)}>停用大类{name + 1}的全部选项</Button>}
            </fieldset>
          ))}
          <Form.Item><Button block onClick={() => add(newBranch())}>增加大类</Button></Form.Item>
        </>
      )}
    </Form.List>
  );
}
