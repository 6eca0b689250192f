import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../ui/form/rule-field.tsx';

const MOST = 20;

/** Main domain first, further ones below: one number for the site (WEB-11, OPN-22). */
export function DomainsField(): ReactNode {
  return (
    <Form.List name="domains">
      {(fields, { add, remove }) => (
        <div className="row-list">
          {fields.map(({ key, name }) => (
            <div key={key} className="row-list-row">
              <RuleField name={[name]} path={['domains', name]} label={name === 0 ? '域名' : `其他域名${name}`} required extra={name === 0 ? '填写主域名，例如 example.com，不要带 http:// 或路径' : undefined}>
                <Input autoComplete="off" inputMode="url" maxLength={253} />
              </RuleField>
              {name === 0 ? null : <Button type="text" className="row-remove" icon={<DeleteOutlined aria-hidden />} aria-label={`移除其他域名${name}`} onClick={() => remove(name)} />}
            </div>
          ))}
          {fields.length < MOST ? <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add('')}>添加其他域名</Button> : null}
        </div>
      )}
    </Form.List>
  );
}
