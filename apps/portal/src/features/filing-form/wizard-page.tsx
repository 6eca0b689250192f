import type { DraftView } from '@beian/contracts/filing/api';
import { applicationLabel, type ObjectKind } from '@beian/rules/lifecycle/labels';
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
import { useForm } from '../rules/rules-in-force.ts';
import { subjects } from '../subject/list-subjects.ts';
import { FilingWizard, type WizardDraft } from './filing-wizard.tsx';
import { OfKind } from './of-kind.tsx';

/** 新办网站申请, 新增小程序 …: the draft is read once, then the wizard holds what is typed. */
export function Component(): ReactNode {
  return <OfKind>{(object) => <Wizard object={object} />}</OfKind>;
}

function Wizard({ object }: { readonly object: ObjectKind }): ReactNode {
  const { draft: id = '' } = useParams();
  const location = useLocation();
  const fresh = (location.state as { fresh?: boolean } | null)?.fresh === true;
  const stored = useQuery(draft(id));
  const own = useQuery(subjects);
  const form = useForm(object);
  const missing = stored.isError && hasStatus(stored.error, 404);
  // A draft of one kind under the address of another has fields that this form does not know.
  if ((missing && !fresh) || (stored.data !== undefined && stored.data.object !== object)) return <Gone />;
  return (
    <Page title={applicationLabel(object, 'new')} width="narrow">
      <QueryState query={own}>
        {(all) => {
          const usable = all.filter(({ state, erased }) => !erased && isUsableSubject(state));
          const start = missing ? NEW : stored.data === undefined ? undefined : fromStored(stored.data);
          if (start === undefined) return <QueryState query={stored}>{() => null}</QueryState>;
          return <><FilingWizard key={id} id={id} of={form} start={start} usable={usable} /><NoSubjectDialog /></>;
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
