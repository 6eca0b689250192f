import { OBJECT_LABELS, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';

const toText = (items: readonly string[] | undefined): string => (items ?? []).join('\n');
/** An empty last line is one that is just being begun. */
const toItems = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** 材料清单 (OPN-63): one material a line, by kind. */
export function MaterialsFields(): ReactNode {
  return (Object.keys(OBJECT_LABELS) as ObjectKind[]).map((kind) => (
    <Form.Item
      key={kind} name={['content', kind]} label={`${OBJECT_LABELS[kind]}备案`} extra="每行一项，最多20项" getValueProps={(items: readonly string[] | undefined) => ({ value: toText(items) })} normalize={toItems}
      rules={[{ validator: (_rule, items: readonly string[] | undefined) => ((items ?? []).some((item) => item.trim() === '') ? Promise.reject(new Error('有空行，请删除')) : Promise.resolve()) }]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
    </Form.Item>
  ));
}
