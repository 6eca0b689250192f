import { Form, Input } from 'antd';
import type { ReactNode } from 'react';

const NEEDED = [{ required: true, whitespace: true, message: '请填写此项' }];

/** 提示说明 (OPN-26): the texts that applicants accept in the last step. */
export function NoticeFields(): ReactNode {
  return (
    <>
      <Form.Item name={['content', 'title']} label="标题" rules={NEEDED}><Input maxLength={40} /></Form.Item>
      <Form.List name={['content', 'texts']}>
        {(rows) => rows.map(({ key, name }) => (
          <fieldset key={key} className="form-block">
            <Form.Item name={[name, 'heading']} label={`第${name + 1}部分标题`} rules={NEEDED}><Input maxLength={80} /></Form.Item>
            <Form.Item name={[name, 'body']} label="正文" rules={NEEDED}><Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={5_000} showCount /></Form.Item>
          </fieldset>
        ))}
      </Form.List>
    </>
  );
}
