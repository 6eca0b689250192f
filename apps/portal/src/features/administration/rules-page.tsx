import { RULE_TOPICS, RuleTopic } from '@beian/contracts/filing/rule-versions';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { RuleVersionsList } from './rule-versions-list.tsx';
import { TOPIC_LABELS } from './rule-versions.ts';

/** 规则管理 (NAM-09, OPN-57): keyword tables, materials and notices, by versions. */
export function Component(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const topic = RuleTopic.catch('name_rules').parse(search.get('topic'));
  return (
    <Page title="规则管理" lead="全省共用。修改形成新版本，生效后提交的申请按新版本检查；已提交的申请保留提交时的版本和检查结果。">
      <Tabs activeKey={topic} onChange={(key) => setSearch({ topic: key }, { replace: true })} items={RULE_TOPICS.map((each) => ({ key: each, label: TOPIC_LABELS[each] }))} />
      <RuleVersionsList key={topic} topic={topic} />
    </Page>
  );
}
