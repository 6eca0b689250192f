import type { AdministeredBureau } from '@beian/contracts/identity/administration';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { administeredBureaus } from './administered-bureaus.ts';
import { inTreeOrder } from './bureau-choice.ts';
import { BureauDrawer } from './bureau-drawer.tsx';
import { MergeDialog } from './merge-dialog.tsx';

type Line = { readonly bureau: AdministeredBureau; readonly depth: number };
const LEVELS = { province: '省级', city: '市级', county: '县级' } as const;

/** 单位管理 (S5): the administrator's own bureau and all below it. */
export function Component(): ReactNode {
  const query = useQuery(administeredBureaus);
  const [edited, setEdited] = useState<AdministeredBureau | 'new' | undefined>(undefined);
  const [merged, setMerged] = useState<AdministeredBureau | undefined>(undefined);
  const bureaus = query.data ?? [];
  const columns: readonly RecordColumn<Line>[] = [
    { title: '单位', onPhone: 'head', render: ({ bureau, depth }) => <span className="tree-line" style={{ paddingInlineStart: `${depth * 20}px` }}>{bureau.name}<small className="muted">{LEVELS[bureau.level]}</small>{bureau.own ? <Tag color="blue">本单位</Tag> : null}</span> },
    { title: '签发代码', width: 90, render: ({ bureau }) => bureau.issuingCode },
    { title: '网安大队电话', width: 130, render: ({ bureau }) => bureau.brigadePhone ?? <span className="due-text-overdue">未填写，不能审核通过</span> },
    { title: '受理地区', width: 100, render: ({ bureau }) => (bureau.regions.length === 0 ? '—' : bureau.regions.join('、')) },
    { title: '在职', width: 60, render: ({ bureau }) => `${bureau.officers}人` },
    { title: '状态', width: 120, render: ({ bureau }) => (bureau.active ? '正常' : `已并入${bureaus.find(({ id }) => id === bureau.successor)?.name ?? '其他单位'}`) },
    {
      title: '操作', width: 130, onPhone: 'foot', render: ({ bureau }) => (bureau.active ? (
        <>
          <Button type="link" size="small" aria-label={`修改${bureau.name}`} onClick={() => setEdited(bureau)}>修改</Button>
          {bureau.own ? null : <Button type="link" size="small" danger aria-label={`撤并${bureau.name}`} onClick={() => setMerged(bureau)}>撤并</Button>}
        </>
      ) : null),
    },
  ];
  return (
    <Page title="单位管理" lead="本单位及下级单位。修改在一分钟内对所有人生效，并记入审计记录。" actions={<Button type="primary" disabled={query.data === undefined} onClick={() => setEdited('new')}>新增下级单位</Button>}>
      <QueryState query={query}>
        {(all) => <RecordList label="单位列表" records={inTreeOrder(all)} idOf={({ bureau }) => String(bureau.id)} columns={columns} empty="还没有单位" />}
      </QueryState>
      {edited === undefined ? null : <BureauDrawer bureau={edited === 'new' ? undefined : edited} bureaus={bureaus} onClose={() => setEdited(undefined)} />}
      {merged === undefined ? null : <MergeDialog bureau={merged} bureaus={bureaus} onClose={() => setMerged(undefined)} />}
    </Page>
  );
}
