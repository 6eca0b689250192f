import { NO_SUBJECT_MESSAGE, asksForSubject } from '@beian/rules/subject/subject-gate';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
  const [closed, setClosed] = useState(false);
  const open = data !== undefined && asksForSubject(data.map(({ state }) => state)) && !closed;
  const returned = data?.find(({ state }) => state === 'returned');
  const start = useStart();
  const close = (): void => {
    setClosed(true);
    onClose?.();
  };
  return (
    <Modal title="提示" open={open} onCancel={close} width={420} footer={<Button type="primary" loading={start.isPending} onClick={() => { start.mutate(returned?.subject); }}>申请主体</Button>}>
      <p>{NO_SUBJECT_MESSAGE}</p>
    </Modal>
  );
}

/** Goes to the subject that came back, else to the draft that was left, which is asked for at this moment, else to a new one. */
function useStart() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (returned: string | undefined) => {
      if (returned !== undefined) return `/subjects/${returned}/edit`;
      const left = (await client.fetchQuery({ ...drafts, staleTime: 0 })).find(({ object, subject }) => object === 'subject' && subject === null);
      return left === undefined ? '/subjects/new' : newSubjectAddress(left.draft);
    },
    onSuccess: (address) => { void navigate(address); },
    // Whoever cannot be led to a draft may begin anew all the same: drafts that cannot be read cannot be lost by it either.
    onError: () => { void navigate('/subjects/new'); },
  });
}
