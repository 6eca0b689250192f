import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Blocker } from 'react-router';

/** Asks before a page with unsent input is left. */
export function LeaveDialog({ blocker }: { readonly blocker: Blocker }): ReactNode {
  return (
    <Modal
      title="离开此页面？" open={blocker.state === 'blocked'} okText="离开" cancelText="继续填写" okButtonProps={{ danger: true }}
      onOk={() => blocker.proceed?.()} onCancel={() => blocker.reset?.()}
    >
      填写的内容还没有提交，离开后将丢失。
    </Modal>
  );
}
