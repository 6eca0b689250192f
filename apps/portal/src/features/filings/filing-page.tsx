import type { FilingView } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { maskForm } from '@beian/rules/persons/personal-fields';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { application } from '../applications/get-application.ts';
import { StageTag } from '../applications/stage-tag.tsx';
import { FormDetails } from '../form-details/form-details.tsx';
import { filingAddress } from './filing-lists.ts';
import { interactiveFact } from '../form-details/interactive-fact.ts';
import { FILING_COLORS } from './filing-state.ts';
import { filing } from './get-filing.ts';
import { SubjectChangeNotice } from './subject-change-notice.tsx';

/** 【详情】 of one own filing; 【下一步】 leads to the filing information (NUM-01). */
export function Component(): ReactNode {
  const { filing: id = '' } = useParams();
  const query = useQuery(filing(id));
  return <QueryState query={query}>{(view) => <Details view={view} />}</QueryState>;
}

function Details({ view }: { readonly view: FilingView }): ReactNode {
  const filed = view.state === 'filed';
  const given = formOf(view.object).htmlCode ? '备案编号、图标和代码' : '备案编号和图标';
  return (
    <Page title={view.siteName} width="narrow" lead={<Tag color={FILING_COLORS[view.state]}>{view.stateLabel}</Tag>}>
      <SubjectChangeNotice change={view.subjectChange} bureauName={view.bureauName} />
      <div className="panel">
        <h2>备案情况</h2>
        <Facts label="备案情况" facts={[
          { field: 'subject', label: '开办主体', value: view.subjectName },
          ...interactiveFact(view, `${OBJECT_LABELS[view.object]}类别`, ''),
          { field: 'bureau', label: '受理机关', value: view.bureauName },
          ...(view.number === null ? [] : [{ field: 'number', label: '备案编号', value: view.number }]),
        ]} />
        <div className="form-foot">
          {filed ? <Link to={`${filingAddress(view.object, view.filing)}/number`}><Button type="primary" size="large">下一步</Button></Link> : <p className="muted">备案完成后，可以在这里领取{given}。</p>}
        </div>
      </div>
      <Filed view={view} />
      <div className="panel">
        <h2>办理记录</h2>
        <ul className="plain-rows">
          {view.applications.map((one) => (
            <li key={one.application}><Link to={`/applications/${one.application}`}>{one.label}</Link><StageTag stage={one.stage} label={one.stageLabel} /><span className="muted">{minuteOf(one.submittedAt)} 提交</span></li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

/** What is filed: the form of the newest application that was approved, or else of the newest. */
function Filed({ view: { object, applications } }: { readonly view: FilingView }): ReactNode {
  const newest = [...applications].sort((one, other) => other.n - one.n);
  const shown = newest.find(({ stage, kind }) => stage === 'approved' && kind !== 'cancel') ?? newest[0];
  const query = useQuery({ ...application(shown?.application ?? ''), enabled: shown !== undefined });
  if (shown === undefined) return null;
  return (
    <QueryState query={query}>
      {(found) => <FormDetails object={object} data={maskForm(object, found.data)} dictionariesVersion={found.dictionariesVersion} frame={({ key, title }, content) => <section key={key} className="panel" aria-label={title}><h2>{title}</h2>{content}</section>} />}
    </QueryState>
  );
}
