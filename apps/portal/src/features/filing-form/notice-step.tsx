import type { NoticeView } from '@beian/contracts/filing/api';
import type { FormDescription } from '@beian/rules/forms/description';
import { checkNoticeAccepted } from '@beian/rules/forms/notice';
import type { UseQueryResult } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { NoticeTexts } from './notice-texts.tsx';

interface NoticeStepProps {
  readonly of: FormDescription;
  readonly query: UseQueryResult<NoticeView>;
  readonly accepted: boolean;
  readonly missing: boolean;
  readonly onAccept: (accepted: boolean) => void;
}

/** The last step (WEB-40, MIN-06, OPN-26): the kind's texts in full, and the tick below them, so that it is reached by reading to the end. */
export function NoticeStep({ of, query, accepted, missing, onAccept }: NoticeStepProps): ReactNode {
  return (
    <div className="panel">
      <QueryState query={query}>
        {(notice) => (
          <>
            <h2>{notice.title}</h2>
            <NoticeTexts notice={notice} keys={of.notices} />
            <div className="notice-accept">
              <Checkbox id="notice-accepted" checked={accepted} onChange={({ target }) => onAccept(target.checked)} aria-describedby={missing ? 'notice-missing' : undefined}>{of.accept}</Checkbox>
              {missing ? <p id="notice-missing" role="alert" className="plain-error">{checkNoticeAccepted(of, accepted).map(({ message }) => message)}</p> : null}
            </div>
          </>
        )}
      </QueryState>
    </div>
  );
}
