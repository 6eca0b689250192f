import type { NoticeView } from '@beian/contracts/filing/api';
import type { UseQueryResult } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';

interface NoticeStepProps {
  readonly query: UseQueryResult<NoticeView>;
  readonly accepted: boolean;
  readonly missing: boolean;
  readonly onAccept: (accepted: boolean) => void;
}

/** Step 4 (WEB-40, OPN-26): the texts in full, and the tick below them, so that it is reached by reading to the end. */
export function NoticeStep({ query, accepted, missing, onAccept }: NoticeStepProps): ReactNode {
  return (
    <div className="panel">
      <QueryState query={query}>
        {(notice) => (
          <>
            <h2>{notice.title}</h2>
            {notice.texts.map(({ heading, body }) => (
              <section key={heading} className="notice-text">
                <h3>{heading}</h3>
                {body.split(/\n+/).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
              </section>
            ))}
            <div className="notice-accept">
              <Checkbox id="notice-accepted" checked={accepted} onChange={({ target }) => onAccept(target.checked)} aria-describedby={missing ? 'notice-missing' : undefined}>我已阅读信息网络安全保护方案</Checkbox>
              {missing ? <p id="notice-missing" role="alert" className="plain-error">请阅读并勾选“我已阅读信息网络安全保护方案”</p> : null}
            </div>
          </>
        )}
      </QueryState>
    </div>
  );
}
