import { NO_SUBJECT_MESSAGE, asksForSubject } from '@beian/rules/subject/subject-gate';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { drafts } from '../drafts/draft-calls.ts';
import { newSubjectAddress } from '../subject/addresses.ts';
import { subjects } from '../subject/list-subjects.ts';

/**
 * HOM-04, OPN-09: opens on each entry to home, and before a filing is begun, while the account has no subject that is
 * submitted or approved. A returned subject, or the draft of one, is opened instead of a new one.
 */
export function NoSubjectDialog({ onClose }: { readonly onClose?: () => void }): ReactNode {
  const { data } = useQuery(subjects);
  const left = useQuery({ ...drafts, enabled: data !== undefined && asksForSubject(data.map(({ state }) => state)) }).data?.find(({ object, subject }) => object === 'subject' && subject === null);
  const navigate = useNavigate();
  const [closed, setClosed] = useState(false);
  const open = data !== undefined && asksForSubject(data.map(({ state }) => state)) && !closed;
  const returned = data?.find(({ state }) => state === 'returned');
  const close = (): void => {
    setClosed(true);
    onClose?.();
  };
  return (
    <Modal
      title="提示" open={open} onCancel={close} width={420}
      footer={<Button type="primary" onClick={() => void navigate(returned !== undefined ? `/subjects/${returned.subject}/edit` : left !== undefined ? newSubjectAddress(left.draft) : '/subjects/new')}>申请主体</Button>}
    >
      <p>{NO_SUBJECT_MESSAGE}</p>
    </Modal>
  );
}
