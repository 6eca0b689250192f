import type { DraftSummary } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { applicationLabel } from '@beian/rules/lifecycle/labels';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { draftAddress } from '../filing-form/addresses.ts';
import { changeAddress, newSubjectAddress } from '../subject/addresses.ts';
import { deleteDraft, drafts } from './draft-calls.ts';

function address({ object, draft, subject }: DraftSummary): string {
  if (object !== 'subject') return draftAddress(object, draft);
  return subject === null ? newSubjectAddress(draft) : changeAddress(subject);
}

function business({ object, subject }: DraftSummary): string {
  if (object !== 'subject') return applicationLabel(object, 'new');
  return subject === null ? '新增主体' : '主体变更';
}

const COLUMNS: readonly RecordColumn<DraftSummary>[] = [
  { title: '名称', onPhone: 'head', render: (draft) => <Link to={address(draft)}>{draft.name === '' ? '未填写名称' : draft.name}</Link> },
  { title: '业务', width: 150, render: business },
  { title: '填写到', width: 150, render: ({ object, step }) => (object === 'subject' ? '' : formOf(object).steps[step]?.title ?? '') },
  { title: '上次保存', width: 170, render: ({ savedAt }) => minuteOf(savedAt) },
  { title: '操作', width: 160, onPhone: 'foot', render: (draft) => <><Link to={address(draft)}>继续填写</Link><Discard draft={draft} /></> },
];

/** 我的草稿 (HOM-29, OPN-37). */
export function Component(): ReactNode {
  const query = useQuery(drafts);
  return (
    <Page title="我的草稿" lead="没有提交的内容都保存在这里，可以随时继续填写，没有时间限制。">
      <QueryState query={query}>
        {(records) => <RecordList label="我的草稿" records={records} idOf={({ draft }) => draft} columns={COLUMNS} empty="没有草稿" />}
      </QueryState>
    </Page>
  );
}

function Discard({ draft }: { readonly draft: DraftSummary }): ReactNode {
  const { message } = App.useApp();
  const client = useQueryClient();
  const discard = useMutation({
    mutationFn: () => deleteDraft(draft.draft),
    onSuccess: () => client.invalidateQueries({ queryKey: ['drafts'] }),
    onError: (fault) => void message.error(messageOf(fault)),
  });
  return (
    <Popconfirm title="删除这份草稿？" description="删除后不能恢复。" okText="删除" okButtonProps={{ danger: true }} onConfirm={() => discard.mutateAsync()}>
      <Button type="link" danger loading={discard.isPending}>删除</Button>
    </Popconfirm>
  );
}
