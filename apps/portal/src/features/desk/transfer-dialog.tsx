import { useQuery } from '@tanstack/react-query';
import { Form, TreeSelect } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { bureauTree } from './bureau-tree.ts';
import { bureaus } from './list-bureaus.ts';
import { ReasonDialog, type CaseDialogProps } from './reason-dialog.tsx';

/** 移交: the case goes to another bureau with its whole history (S1). */
export function TransferDialog({ view, ...dialog }: CaseDialogProps<{ bureau: number; reason: string }>): ReactNode {
  const query = useQuery({ ...bureaus, enabled: dialog.open });
  const tree = useMemo(() => bureauTree(query.data ?? [], view.bureau), [query.data, view.bureau]);
  return (
    <ReasonDialog
      {...dialog} title="移交申请" okText="移交" reasonLabel="移交理由" lead="移交后由接收单位办理，办理期限继续计算，历史记录随同移交。"
      frame={(fields) => <QueryState query={query}>{() => fields}</QueryState>}
    >
      <Form.Item name="bureau" label="接收单位" rules={[{ required: true, message: '请选择接收单位' }]}>
        <TreeSelect treeData={tree} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} placeholder="请选择" />
      </Form.Item>
    </ReasonDialog>
  );
}
