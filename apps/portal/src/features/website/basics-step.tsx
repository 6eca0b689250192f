import { SERVICE_TYPES } from '@beian/rules/website/service-types';
import type { WebsiteContext } from '@beian/rules/website/check-website';
import { Alert, Checkbox, Col, Form, Input, Radio, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import { DayInput } from '../../ui/fields/day-input.tsx';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { today } from '../../ui/text/moments.ts';
import { PictureField } from '../uploads/picture-field.tsx';
import { ApprovalsField } from './approvals-field.tsx';
import { DomainsField } from './domains-field.tsx';
import { IpRangesField } from './ip-ranges-field.tsx';
import { ExplanationField, InteractiveNotice } from './naming-hints.tsx';
import { ProviderField } from './provider-field.tsx';

const LANGUAGES = ['简体中文', '繁体中文', '少数民族语言', '英语', '其他'].map((value) => ({ value, label: value }));

/** Step 2 (WEB-10..21). */
export function BasicsStep({ context }: { readonly context: WebsiteContext }): ReactNode {
  const group = context.subjectType === 'individual' ? 'individuals' : 'units';
  const serviceTypes = Object.entries(SERVICE_TYPES).filter(([, { openTo }]) => openTo === 'all' || openTo === group).map(([value, { label }]) => ({ value, label }));
  return (
    <div className="panel">
      <Alert className="page-alert" type="warning" showIcon title="请如实填写，未按注意事项填写的申请将被退回" />
      <fieldset className="form-block">
        <legend>网站</legend>
        <RuleField name={['name']} label="网站名称" required extra="须与开办主体的性质相符，不得以域名作为名称"><Input autoComplete="off" maxLength={60} /></RuleField>
        <ExplanationField context={context} />
        <DomainsField />
        <RuleField name={['serviceTypes']} label="网站服务类型" required validateTrigger="onChange" extra="可多选，请如实勾选"><Checkbox.Group className="check-grid" options={serviceTypes} /></RuleField>
        <RuleField name={['serviceContents']} label="网站服务内容" extra="没有合适的内容可以不填；填写时每项输入后按回车"><Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} maxCount={30} /></RuleField>
        <RuleField name={['interactive']} label="是否提供交互式服务" required validateTrigger="onChange" extra="指用户可以向公众发布文字、图片、音视频等信息的服务，例如论坛、评论、即时通信、网络存储、第三方支付">
          <Radio.Group options={[{ value: false, label: '非交互式' }, { value: true, label: '交互式' }]} />
        </RuleField>
        <InteractiveNotice />
        <Row gutter={24}>
          <Col xs={24} md={12}><RuleField name={['openedOn']} label="网站开通日期" required validateTrigger={['onBlur', 'onChange']}><DayInput max={today()} /></RuleField></Col>
        </Row>
      </fieldset>
      <fieldset className="form-block"><legend>前置许可</legend><ApprovalsField /></fieldset>
      <fieldset className="form-block">
        <legend>网络接入</legend>
        <ProviderField at="accessProvider" label="网络接入服务商" hint="提供服务器、虚拟主机或云服务的单位全称" />
        <ProviderField at="registrar" label="域名注册服务商" hint="购买域名的单位全称" />
        <IpRangesField />
      </fieldset>
      <OptionalFields />
    </div>
  );
}

function OptionalFields(): ReactNode {
  return (
    <fieldset className="form-block">
      <legend>其他信息（选填）</legend>
      <Row gutter={24}>
        <Col xs={24} md={12}><RuleField name={['homeUrl']} label="首页网址"><Input autoComplete="off" inputMode="url" maxLength={500} placeholder="https://" /></RuleField></Col>
        <Col xs={24} md={12}><RuleField name={['icpNumber']} label="ICP备案号"><Input autoComplete="off" maxLength={50} /></RuleField></Col>
        <Col xs={24} md={12}><Form.Item name="languages" label="语种"><Select mode="multiple" options={LANGUAGES} /></Form.Item></Col>
      </Row>
      <RuleField name={['domainCertificate']} label="域名证书" validateTrigger="onChange"><PictureField label="域名证书" purpose="certificate" /></RuleField>
    </fieldset>
  );
}
