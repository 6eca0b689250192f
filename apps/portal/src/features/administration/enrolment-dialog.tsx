import { Alert, Button, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { minuteOf } from '../../ui/text/moments.ts';

interface EnrolmentDialogProps {
  readonly code: string;
  readonly loginName: string;
  readonly expiresAt: string;
  readonly onClose: () => void;
}

/** The code is shown here once and kept nowhere: whoever closes the dialog without it has to make a new one. */
export function EnrolmentDialog({ code, loginName, expiresAt, onClose }: EnrolmentDialogProps): ReactNode {
  return (
    <Modal title="启用码" open mask={{ closable: false }} onCancel={onClose} footer={<Button type="primary" onClick={onClose}>已转交，关闭</Button>}>
      <p>请当面或通过内部渠道转交给本人（用户名：<b>{loginName}</b>），由本人在“启用账号”页面设置密码。</p>
      <Typography.Paragraph className="enrolment-code" copyable={{ text: code, tooltips: ['复制', '已复制'] }} aria-label="启用码">{code}</Typography.Paragraph>
      <p className="enrolment-facts">启用地址：{window.location.origin}/enrol<br />有效期至：{minuteOf(expiresAt)}</p>
      <Alert type="warning" showIcon title="启用码只显示这一次，关闭后不能再查看；遗失时请重新生成，原启用码随即作废。" />
    </Modal>
  );
}
