import type { DraftView } from '@beian/contracts/filing/api';
import { isUsableSubject } from '@beian/rules/subject/subject-gate';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { hasStatus } from '../../ui/api/api-error.ts';
import { Outcome } from '../../ui/page/outcome.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { draft } from '../drafts/draft-calls.ts';
import { NoSubjectDialog } from '../home/no-subject-dialog.tsx';
import { subjects } from '../subject/list-subjects.ts';
import { WebsiteWizard, type WizardDraft } from './website-wizard.tsx';

/** 新办网站申请: the draft is read once, then the wizard holds what is typed. */
export function Component(): ReactNode {
  const { draft: id = '' } = useParams();
  const location = useLocation();
  const fresh = (location.state as { fresh?: boolean } | null)?.fresh === true;
  const stored = useQuery(draft(id));
  const own = useQuery(subjects);
  const missing = stored.isError && hasStatus(stored.error, 404);
  if (missing && !fresh) return <Gone />;
  return (
    <Page title="新办网站申请" width="narrow">
      <QueryState query={own}>
        {(all) => {
          const usable = all.filter(({ state, erased }) => !erased && isUsableSubject(state));
          const start = missing ? NEW : stored.data === undefined ? undefined : fromStored(stored.data);
          if (start === undefined) return <QueryState query={stored}>{() => null}</QueryState>;
          return <><WebsiteWizard key={id} id={id} start={start} usable={usable} /><NoSubjectDialog /></>;
        }}
      </QueryState>
    </Page>
  );
}

const NEW: WizardDraft = { version: 0, subject: null, step: 0, content: {} };

function fromStored({ version, subject, step, content }: DraftView): WizardDraft {
  return { version, subject, step, content };
}

function Gone(): ReactNode {
  return <Outcome kind="info" title="这份草稿已提交或已删除" actions={<><Link to="/applications">查看我的申请</Link><Link to="/drafts">查看我的草稿</Link></>} />;
}
