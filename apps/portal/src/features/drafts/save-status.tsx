import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { clockOf } from '../../ui/text/moments.ts';
import type { SaveState } from './draft-saver.ts';

/** 「已保存 10:32」, or why not (U4). */
export function SaveStatus({ state }: { readonly state: SaveState }): ReactNode {
  const words: Readonly<Record<Exclude<SaveState['at'], 'saved'>, string>> = {
    unchanged: '', waiting: '正在保存…', saving: '正在保存…', failed: '尚未保存，将自动重试', conflict: '未保存',
  };
  return <span className="save-status" role="status">{state.at === 'saved' ? `已保存 ${clockOf(state.when)}` : words[state.at]}</span>;
}

/** What keeps a draft from being saved, in full. */
export function SaveProblem({ state }: { readonly state: SaveState }): ReactNode {
  if (state.at === 'failed') return <Alert className="page-alert" type="warning" showIcon title="草稿暂时没有保存" description={`${state.message} 请不要关闭页面，平台会自动重试。`} />;
  if (state.at !== 'conflict') return null;
  return (
    <Alert
      className="page-alert" type="error" showIcon title="这份草稿已在另一个窗口或设备上修改，此处的修改没有保存"
      description="为避免互相覆盖，已停止保存。请载入最新内容后再继续。"
      action={<Button onClick={() => window.location.reload()}>载入最新内容</Button>}
    />
  );
}
