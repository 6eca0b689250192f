import type { KeptProvider } from '@beian/contracts/filing/directory';
import { PROVIDER_KINDS } from '@beian/rules/website/providers';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select, Skeleton, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { RegionText } from '../regions/region-text.tsx';
import { keptProviders, withdrawProvider } from './kept-providers.ts';
import { ProviderDrawer } from './provider-drawer.tsx';
import { ProviderImport } from './provider-import.tsx';

const SOURCES: Readonly<Record<KeptProvider['source'], string>> = { administrator: '管理员录入', import: '导入', filing: '服务商备案' };

/** 服务商目录 (LKP, OPN-44): what applicants find when they look up access providers and registrars. */
export function Component(): ReactNode {
  const [filter, setFilter] = useState<{ kind?: string | undefined; name?: string | undefined }>({});
  const [edited, setEdited] = useState<KeptProvider | 'new' | undefined>(undefined);
  const [importing, setImporting] = useState(false);
  const pages = useInfiniteQuery(keptProviders(filter));
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const settled = (): Promise<void> => client.invalidateQueries({ queryKey: ['administration', 'providers'] });
  const withdraw = useMutation({ mutationFn: ({ directory, version }: KeptProvider) => withdrawProvider(directory, version), onSuccess: () => void message.success('已停用'), onError: (fault) => void message.error(messageOf(fault)), onSettled: settled });
  const ask = (provider: KeptProvider): void => void modal.confirm({
    title: `停用“${provider.name}”？`, content: '申请人不能再查询到该服务商；已提交的申请不受影响。以后可以重新启用。', okText: '停用', okButtonProps: { danger: true }, onOk: () => withdraw.mutateAsync(provider).catch(() => undefined),
  });
  const columns: readonly RecordColumn<KeptProvider>[] = [
    { title: '名称', onPhone: 'head', render: ({ name, active }) => <>{name}{active ? null : <Tag>已停用</Tag>}</> },
    { title: '类别', width: 140, render: ({ kind }) => PROVIDER_KINDS[kind] },
    { title: '所属地区', width: 160, render: ({ region }) => <RegionText code={region} /> },
    { title: '电话', width: 150, render: ({ phone }) => phone || '—' },
    { title: '来源', width: 110, render: ({ source }) => SOURCES[source] },
    {
      title: '操作', width: 130, onPhone: 'foot', render: (provider) => (
        <>
          <Button type="link" size="small" aria-label={`${provider.active ? '修改' : '启用'}${provider.name}`} onClick={() => setEdited(provider)}>{provider.active ? '修改' : '启用'}</Button>
          {provider.active ? <Button type="link" size="small" danger aria-label={`停用${provider.name}`} onClick={() => ask(provider)}>停用</Button> : null}
        </>
      ),
    },
  ];
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <Page title="服务商目录" lead="申请人填写网络接入和域名注册信息时从这里查询。修改立即生效，并记入审计记录。" actions={<><Button onClick={() => setImporting(true)}>导入</Button><Button type="primary" onClick={() => setEdited('new')}>新增服务商</Button></>}>
      <div className="filter-bar">
        <Select aria-label="类别" placeholder="全部类别" allowClear options={Object.entries(PROVIDER_KINDS).map(([value, label]) => ({ value, label }))} onChange={(kind: string | undefined) => setFilter((before) => ({ ...before, kind }))} />
        <Input.Search aria-label="按名称查找" placeholder="服务商名称" allowClear maxLength={100} onSearch={(name) => setFilter((before) => ({ ...before, name: name.trim() }))} />
      </div>
      {pages.isPending ? <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 6 }} /></div>
        : items === undefined ? <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} />
          : <RecordList label="服务商列表" records={items} idOf={({ directory }) => directory} columns={columns} empty={filter.name || filter.kind ? '没有符合条件的服务商' : '目录还是空的。请新增，或用表格导入'} />}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>下一页</Button> : null}
      {edited === undefined ? null : <ProviderDrawer provider={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {importing ? <ProviderImport onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}
