import { useQuery } from '@tanstack/react-query';
import { Button, Cascader } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { messageOf } from '../../../ui/api/api-error.ts';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { regions } from '../../regions/list-regions.ts';
import { regionPath, regionTree } from '../../regions/region-tree.ts';
import type { ControlProps, FieldProps } from './field-props.ts';

/** Several regions of any level; one whose parts are all ticked stands for them. */
export function RegionsField({ field: { key, label, most }, ...item }: FieldProps<'regions'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Regions most={most} /></RuleField>;
}

function Regions({ most, value = [], onChange, ...item }: ControlProps<readonly string[]> & { readonly most: number }): ReactNode {
  const query = useQuery(regions);
  const tree = useMemo(() => regionTree(query.data ?? []), [query.data]);
  const { data } = query;
  if (query.isError) return <p className="plain-error" role="alert">地区列表没有加载出来：{messageOf(query.error)} <Button type="link" size="small" onClick={() => void query.refetch()}>重试</Button></p>;
  return (
    <Cascader
      {...item} multiple options={tree} loading={query.isPending} placeholder="请选择，可多选" showCheckedStrategy={Cascader.SHOW_PARENT} showSearch={{ limit: 30 }} className="full-width"
      value={data === undefined ? [] : value.map((code) => regionPath(data, code))}
      onChange={(paths) => onChange?.(paths.map((path) => String(path.at(-1))).slice(0, most))}
    />
  );
}
