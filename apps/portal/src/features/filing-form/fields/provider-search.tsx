import { FoundProviders, type FoundProvider, type ProviderKind } from '@beian/contracts/filing/directory';
import { checkProviderSearch } from '@beian/rules/website/providers';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../../ui/api/api-error.ts';
import { read } from '../../../ui/api/api-client.ts';
import { withQuery } from '../../../ui/api/with-query.ts';
import { RecordList, type RecordColumn } from '../../../ui/page/record-list.tsx';
import { RegionField } from '../../regions/region-field.tsx';
import { RegionText } from '../../regions/region-text.tsx';

interface Search {
  readonly region: string;
  readonly name?: string;
}
interface ProviderSearchProps {
  readonly kind: ProviderKind;
  /** What is looked for, as the form calls it. */
  readonly label: string;
  readonly onChoose: (provider: FoundProvider) => void;
  readonly onClose: () => void;
}

/** 查询网络接入服务商, 查询域名注册服务商 (LKP-01..06): the region is asked for, the name may be left out. */
export function ProviderSearch({ kind, label, onChoose, onClose }: ProviderSearchProps): ReactNode {
  const [search, setSearch] = useState<Search | undefined>(undefined);
  const pages = useInfiniteQuery({
    queryKey: ['providers', kind, search],
    enabled: search !== undefined,
    queryFn: ({ pageParam, signal }) => read(withQuery('/api/filing/providers', { kind, ...search, after: pageParam }), FoundProviders, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const found = pages.data?.pages.flatMap(({ items }) => items);
  const columns: readonly RecordColumn<FoundProvider>[] = [
    { title: '名称', onPhone: 'head', render: ({ name }) => name },
    { title: '所属地区', width: 150, render: ({ region }) => <RegionText code={region} /> },
    { title: '电话', width: 140, render: ({ phone }) => phone || '—' },
    { title: '操作', width: 80, onPhone: 'foot', render: (one) => <Button type="link" size="small" aria-label={`选择${one.name}`} onClick={() => onChoose(one)}>选择</Button> },
  ];
  return (
    <Modal title={`查询${label}`} open footer={null} width={760} onCancel={onClose}>
      <Form name="provider-search" layout="vertical" onFinish={(values: Search) => setSearch(values)} requiredMark>
        <Form.Item name="region" label="服务商所属地区" required rules={[{ validator: (_rule, region?: string) => {
          const [fault] = checkProviderSearch({ region: region ?? null });
          return fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault.message));
        } }]}><RegionField anyLevel placeholder="请选择" /></Form.Item>
        <Form.Item name="name" label="服务商名称" extra="可以只填名称的一部分，也可以不填"><Input autoComplete="off" maxLength={100} /></Form.Item>
        <Form.Item><Button type="primary" htmlType="submit" loading={pages.isFetching && !pages.isFetchingNextPage}>查询</Button></Form.Item>
      </Form>
      {pages.isError ? <Alert type="error" showIcon role="alert" title={messageOf(pages.error)} /> : null}
      {found === undefined ? null : <RecordList label="查询结果" records={found} idOf={({ directory }) => directory} columns={columns} empty="没有查到。请关闭后手动填写服务商信息" />}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>下一页</Button> : null}
    </Modal>
  );
}
