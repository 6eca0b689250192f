import { CompetentBureau } from '@beian/contracts/filing/advice';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Col, Form, type FormInstance } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { RegionField } from '../regions/region-field.tsx';
import type { SubjectValues } from './subject-values.ts';

interface PlaceFieldsProps {
  readonly form: FormInstance<SubjectValues>;
  /** 注册地所属地区 of units, 常住地所属地区 of individuals. */
  readonly label: string;
}

/** The place that says who reviews (S5), with that bureau's name; outside the province, where it operates or whom to turn to. */
export function PlaceFields({ form, label }: PlaceFieldsProps): ReactNode {
  const region = Form.useWatch('region', form);
  const operationRegion = Form.useWatch('operationRegion', { form, preserve: true });
  const { data: found } = useQuery({
    queryKey: ['competent-bureau', region, operationRegion],
    enabled: region !== undefined,
    // A field that vanished while its answer was asked for would lose the cursor.
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(withQuery('/api/filing/advice/competent-bureau', { region, operationRegion }), CompetentBureau, signal),
  });
  const told = region === undefined || found === undefined ? '由该地区的网安大队审核' : found.bureauName === null ? found.message : `由${found.bureauName}审核`;
  const asks = region !== undefined && found?.asksOperation === true;
  useEffect(() => {
    // What is not asked for is not sent.
    if (found?.asksOperation === false) form.setFieldValue('operationRegion', undefined);
  }, [found?.asksOperation, form]);
  return (
    <>
      <Col xs={24} md={12}><RuleField name={['region']} label={label} required validateTrigger="onChange" extra={asks ? undefined : told}><RegionField /></RuleField></Col>
      {asks ? <Col xs={24} md={12}><RuleField name={['operationRegion']} label="运营所在地" required validateTrigger="onChange" extra={told}><RegionField /></RuleField></Col> : null}
    </>
  );
}
