import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { FilingSummary } from '@beian/contracts/filing/api';
import type { ObjectKind } from '@beian/contracts/primitives';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page/page.tsx';
import { dayOf } from '../../ui/text/moments.ts';
import { latestApplications } from '../applications/list-applications.ts';
import { assessments } from '../assessments/list-assessments.ts';
import { filingAddress, ownListAddress, ownListLabel } from '../filings/filing-lists.ts';
import { filings } from '../filings/list-filings.ts';
import { latestMessages } from '../messages/list-messages.ts';
import { subjects } from '../subject/list-subjects.ts';
import { SUBJECT_STATES } from '../subject/subject-labels.ts';
import { HomePanel } from './home-panel.tsx';
import { NoSubjectDialog } from './no-subject-dialog.tsx';

const SHOWN = 3;

/** 系统首页 with the panels of HOM-02, and 我的服务商 (OPN-43). */
export function Component(): ReactNode {
  return (
    <Page title="系统首页">
      <div className="home-panels">
        <Applications />
        <Messages />
        <Subjects />
        <Filings object="website" />
        <Filings object="app" />
        <Assessments />
        <Filings object="app_market" />
        <Filings object="mini_program" />
        <Filings object="provider" />
      </div>
      <NoSubjectDialog />
    </Page>
  );
}

function Applications(): ReactNode {
  return (
    <HomePanel
      title="我的申请" to="/applications" unit="件" empty="还没有申请" query={useQuery(latestApplications)}
      content={({ items, next }) => ({ count: `${items.length}${next === null ? '' : '+'}`, items: items.slice(0, SHOWN).map((item) => ({ key: item.application, to: `/applications/${item.application}`, text: item.siteName, note: item.stageLabel })) })}
    />
  );
}

function Messages(): ReactNode {
  return (
    <HomePanel
      title="系统通知" to="/messages" unit="条未读" empty="还没有通知" query={useQuery(latestMessages)}
      content={({ items, unread }) => ({ count: `${unread}`, items: items.slice(0, SHOWN).map((item) => ({ key: item.message, to: '/messages', text: item.title, note: dayOf(item.at) })) })}
    />
  );
}

function Subjects(): ReactNode {
  return (
    <HomePanel
      title="我的主体" to="/subjects" unit="个" empty="还没有主体" query={useQuery(subjects)}
      content={(items) => ({ count: `${items.length}`, items: items.slice(0, SHOWN).map((item) => ({ key: item.subject, to: `/subjects/${item.subject}`, text: item.name, note: item.erased ? ERASED_TEXT : SUBJECT_STATES[item.state].label })) })}
    />
  );
}

function Filings({ object }: { readonly object: ObjectKind }): ReactNode {
  const ofKind = (all: readonly FilingSummary[]): readonly FilingSummary[] => all.filter((item) => item.object === object);
  return (
    <HomePanel
      title={ownListLabel(object)} to={ownListAddress(object)} unit="个" empty={`还没有${OBJECT_LABELS[object]}备案`} query={useQuery(filings)}
      content={(all) => ({ count: `${ofKind(all).length}`, items: ofKind(all).slice(0, SHOWN).map((item) => ({ key: item.filing, to: filingAddress(object, item.filing), text: item.siteName, note: item.stateLabel })) })}
    />
  );
}

function Assessments(): ReactNode {
  return (
    <HomePanel
      title="安全评估" to="/assessments" unit="份" empty="还没有安全评估" query={useQuery(assessments)}
      content={(items) => ({ count: `${items.length}`, items: items.slice(0, SHOWN).map((item) => ({ key: item.assessment, to: '/assessments', text: OBJECT_LABELS[item.object], note: item.state })) })}
    />
  );
}
