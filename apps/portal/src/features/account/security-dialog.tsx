import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, hasStatus, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { ownAccount, ownErasure, ownSessions } from './account-calls.ts';

interface SecurityDialogProps<T> {
  readonly title: string;
  readonly act: string;
  readonly done: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly send: (values: T) => Promise<unknown>;
  /** What follows instead of looking at the account anew. */
  readonly after?: () => Promise<void>;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** A form in a dialog that changes something of the account; refusals land at their fields. */
export function SecurityDialog<T extends object>({ title, act, done, open, onClose, send, after, danger = false, children }: SecurityDialogProps<T>): ReactNode {
  const { message } = App.useApp();
  const [form] = Form.useForm<T>();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: send,
    onSuccess: async (): Promise<void> => {
      void message.success(done);
      onClose();
      if (after !== undefined) return after();
      await Promise.all([client.invalidateQueries({ queryKey: ownAccount.queryKey }), client.invalidateQueries({ queryKey: ownSessions.queryKey })]);
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
      // What stands against it may have come up meanwhile.
      if (hasStatus(fault, 409)) void client.invalidateQueries({ queryKey: ownErasure.queryKey });
    },
  });
  return (
    <Modal title={title} open={open} footer={null} destroyOnHidden mask={{ closable: false }} onCancel={onClose} afterClose={() => change.reset()}>
      <Form<T> form={form} layout="vertical" preserve={false} validateTrigger="onBlur" onFinish={(values) => change.mutate(values)}>
        {change.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(change.error)} /> : null}
        {children}
        <div className="dialog-acts"><Button onClick={onClose}>取消</Button><Button type="primary" danger={danger} htmlType="submit" loading={change.isPending}>{act}</Button></div>
      </Form>
    </Modal>
  );
}
