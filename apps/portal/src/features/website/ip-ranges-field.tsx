import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Col, Form, Input, Row } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../ui/form/rule-field.tsx';

const MOST = 20;

/** 起止IP; a single address may be given as the start alone (WEB-17, OPN-61). */
export function IpRangesField(): ReactNode {
  return (
    <Form.List name="ipRanges">
      {(fields, { add, remove }) => (
        <div className="row-list">
          {fields.map(({ key, name }) => (
            <div key={key} className="row-list-row">
              <Row gutter={24} className="row-list-fields">
                <Col xs={24} md={12}><RuleField name={[name, 'start']} path={['ipRanges', name, 'start']} label={name === 0 ? '起始IP' : `起始IP（第${name + 1}段）`} required><Input autoComplete="off" maxLength={45} /></RuleField></Col>
                <Col xs={24} md={12}><RuleField name={[name, 'end']} path={['ipRanges', name, 'end']} label={name === 0 ? '终止IP' : `终止IP（第${name + 1}段）`} extra={name === 0 ? '只有一个IP时可以不填，视为与起始IP相同' : undefined}><Input autoComplete="off" maxLength={45} /></RuleField></Col>
              </Row>
              {name === 0 ? null : <Button type="text" className="row-remove" icon={<DeleteOutlined aria-hidden />} aria-label={`移除第${name + 1}段IP`} onClick={() => remove(name)} />}
            </div>
          ))}
          {fields.length < MOST ? <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>添加一段IP</Button> : null}
        </div>
      )}
    </Form.List>
  );
}
