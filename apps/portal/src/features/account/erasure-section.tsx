import type { ErasureView } from '@beian/contracts/identity/erasure';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { ownErasure } from './account-calls.ts';
import { EraseDialog } from './erase-dialog.tsx';

/** 个人信息保护法第四十七条: what it means to erase the account, what has to be done first, and the button. */
export function ErasureSection(): ReactNode {
  const erasure = useQuery(ownErasure);
  return (
    <section className="panel" aria-labelledby="account-erasure">
      <h2 id="account-erasure">注销账号</h2>
      <ul className="plain-list">
        <li>注销后不能恢复。用户名、手机号、邮箱和统一认证登录全部解除，以后可以重新注册。</li>
        <li>草稿、没有用于办理备案的主体资料和上传的图片随账号一并删除，系统通知不再可看。</li>
        <li>办理过的申请依法保存：图片保存一年，填报资料保存五年，期满自动删除；不含个人信息的操作记录继续保留。</li>
        <li>名下有正在办理或已备案的网站时，须先撤回申请或办理注销备案。</li>
      </ul>
      <QueryState query={erasure}>{(view) => <Erasure view={view} />}</QueryState>
    </section>
  );
}

function Erasure({ view: { obstacles, proofs } }: { readonly view: ErasureView }): ReactNode {
  const [open, setOpen] = useState(false);
  if (obstacles.length > 0) {
    return <Alert type="warning" showIcon title="暂不能注销账号" description={<ul className="plain-list">{obstacles.map(({ kind, id, message }) => <li key={`${kind} ${id}`}>{message}</li>)}</ul>} />;
  }
  if (proofs.length === 0) return <Alert type="info" showIcon title="请退出登录后重新登录，并在10分钟内注销账号" />;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>注销账号</Button>
      <EraseDialog proofs={proofs} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
