import type { DryRun } from '@beian/contracts/filing/rule-versions';
import { Alert, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';

type Hit = DryRun['items'][number];

const COLUMNS: readonly RecordColumn<Hit>[] = [
  { title: '名称', onPhone: 'head', render: ({ application, name, number }) => <><Link to={`/desk/${application}`} target="_blank">{name}</Link><small className="desk-number muted">{number}</small></> },
  { title: '单位', width: 200, render: ({ bureauName }) => bureauName },
  { title: '新版本的结果', width: 300, render: ({ added, removed }) => <ul className="plain-list">{added.map((text) => <li key={text}>{text}</li>)}{removed.map((text) => <li key={text} className="muted">不再{text}</li>)}</ul> },
];

/** 试运行: what would now hit, before a version takes effect. Past filings are not changed by any version. */
export function DryRunDialog({ result, onClose }: { readonly result: DryRun; readonly onClose: () => void }): ReactNode {
  const { version, against, examined, differing, refused, items, complete } = result;
  const named = (number: number): string => (number === 0 ? '初始版本' : `第${number}版`);
  return (
    <Modal title={`试运行：${named(version)}与使用中的${named(against)}比较`} open footer={null} width={900} onCancel={onClose}>
      <Alert
        className="page-alert" showIcon type={differing === 0 ? 'success' : 'warning'}
        title={examined === 0 ? '还没有可以检查的申请' : differing === 0 ? `共检查${examined}个申请，结果没有变化` : `共检查${examined}个申请，${differing}个结果有变化，其中${refused}个将被拒绝`}
        description={complete ? '已备案和在办的申请不受影响，仅供启用前参考。' : '数量较多，只检查了一部分。'}
      />
      {items.length === 0 ? null : <RecordList label="有变化的申请" records={items} idOf={({ application }) => application} columns={COLUMNS} empty="没有变化" />}
      {differing > items.length ? <p className="muted">只列出前{items.length}个。</p> : null}
    </Modal>
  );
}
