import type { NameRule } from '@beian/rules/naming/name-rules';
import { APPROVALS } from '@beian/rules/naming/approvals';
import { Button, Col, Form, Input, Radio, Row, Select } from 'antd';
import type { ReactNode } from 'react';

const WEIGHTS = [{ value: 'refuse', label: '拒绝' }, { value: 'explain', label: '书面说明，民警认定' }];
const LIFTED = [
  { value: 'nothing', label: '不能豁免' }, { value: 'government', label: '政府机构或政府授权' }, { value: 'national', label: '国家级单位' },
  ...Object.entries(APPROVALS).map(([kind, { label }]) => ({ value: `approval:${kind}`, label: `有“${label}”前置许可` })),
];
const toChoice = (liftedBy: NameRule['liftedBy']): string => (typeof liftedBy === 'string' ? liftedBy : `approval:${liftedBy.approval}`);
const fromChoice = (choice: string): unknown => (choice.startsWith('approval:') ? { approval: choice.slice('approval:'.length) } : choice);
const NEW_RULE = { rule: '本省', code: '', match: 'contains', words: [], appliesTo: 'all', liftedBy: 'nothing', individuals: 'explain', units: 'explain', reason: '' };

/** The keyword table (NAM-09, OPN-15): words, whom they concern, how much they weigh, what lifts them, and why. */
export function NameRuleFields(): ReactNode {
  return (
    <Form.List name="content">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="form-block">
              <legend>规则{name + 1}</legend>
              <Row gutter={16}>
                <Col xs={24} md={12}><Form.Item name={[name, 'reason']} label="提示文字" rules={[{ required: true, whitespace: true, message: '请填写提示文字' }]}><Input maxLength={100} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'rule']} label="依据" rules={[{ required: true, whitespace: true, message: '请填写依据' }]}><Input maxLength={40} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'code']} label="代码" extra="name.开头的小写字母" rules={[{ pattern: /^name\.[a-z][a-z-]{0,40}$/, required: true, message: '形如name.company' }]}><Input maxLength={46} /></Form.Item></Col>
                <Col xs={24}><Form.Item name={[name, 'words']} label="关键字" extra="不区分大小写、全角半角和空格；输入后按回车" rules={[{ required: true, type: 'array', min: 1, message: '请至少填写一个关键字' }]}><Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',', ' ']} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'match']} label="位置"><Radio.Group options={[{ value: 'contains', label: '任意位置' }, { value: 'prefix', label: '开头' }]} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'appliesTo']} label="适用"><Radio.Group options={[{ value: 'all', label: '全部' }, { value: 'individuals', label: '个人' }]} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'individuals']} label="个人命中时"><Select options={WEIGHTS} /></Form.Item></Col>
                <Col xs={12} md={6}><Form.Item name={[name, 'units']} label="单位命中时"><Select options={WEIGHTS} /></Form.Item></Col>
                <Col xs={24} md={12}><Form.Item name={[name, 'liftedBy']} label="豁免条件" getValueProps={(value: NameRule['liftedBy']) => ({ value: toChoice(value) })} normalize={fromChoice}><Select options={LIFTED} /></Form.Item></Col>
              </Row>
              {rows.length > 1 ? <Button type="link" danger size="small" onClick={() => remove(name)}>删除此规则</Button> : null}
            </fieldset>
          ))}
          <Form.Item><Button block onClick={() => add(NEW_RULE)}>增加规则</Button></Form.Item>
        </>
      )}
    </Form.List>
  );
}
