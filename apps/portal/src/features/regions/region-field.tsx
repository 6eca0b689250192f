import { useQuery } from '@tanstack/react-query';
import { Button, Cascader } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { regions } from './list-regions.ts';
import { regionPath, regionTree } from './region-tree.ts';

interface RegionFieldProps {
  readonly id?: string;
  readonly value?: string | null | undefined;
  readonly onChange?: (code: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  /** Any level may be chosen, e.g. a provider's province. */
  readonly anyLevel?: boolean;
}

/** Province, city, county in one field; the region says which brigade reviews (OPN-48). */
export function RegionField({ value, onChange, placeholder = '请选择省、市、区县', anyLevel = false, ...field }: RegionFieldProps): ReactNode {
  const query = useQuery(regions);
  const tree = useMemo(() => regionTree(query.data ?? []), [query.data]);
  if (query.isError) return <p className="plain-error" role="alert">地区列表没有加载出来：{messageOf(query.error)} <Button type="link" size="small" onClick={() => void query.refetch()}>重试</Button></p>;
  return (
    <Cascader
      {...field} options={tree} loading={query.isPending} placeholder={placeholder} changeOnSelect={anyLevel} allowClear showSearch={{ limit: 30 }} className="full-width"
      {...(value == null || query.data === undefined ? {} : { value: regionPath(query.data, value) })}
      onChange={(path) => onChange?.(path?.at(-1)?.toString())}
    />
  );
}
