import type { DryRun, JudgingTopic, RuleTopic, RuleVersionList } from '@beian/contracts/filing/rule-versions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { DryRunDialog } from './dry-run-dialog.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { enactRules, judges, ruleVersions, tryRules } from './rule-versions.ts';

type Version = RuleVersionList['items'][number];

/** The versions of one topic, newest first; the last is what the platform ships. */
export function RuleVersionsList({ topic }: { readonly topic: RuleTopic }): ReactNode {
  const query = useQuery(ruleVersions(topic));
  const [edited, setEdited] = useState<number | undefined>(undefined);
  const [tried, setTried] = useState<DryRun | undefined>(undefined);
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const failed = (fault: unknown): void => void message.error(messageOf(fault));
  const settled = (): Promise<void> => client.invalidateQueries({ queryKey: ['administration', 'rules', topic] });
  const enact = useMutation({ mutationFn: ({ version, inForce }: { version: number; inForce: number }) => enactRules(topic, version, inForce), onSuccess: () => void message.success('已生效'), onError: failed, onSettled: settled });
  const run = useMutation({ mutationFn: ({ of, version }: { of: JudgingTopic; version: number }) => tryRules(of, version), onSuccess: setTried, onError: failed });
  const name = ({ version }: Version): string => (version === 0 ? '初始版本' : `第${version}版`);
  const askEnactment = (one: Version, inForce: number): void => void modal.confirm({
    title: `启用${name(one)}？`, content: judges(topic) ? '建议先试运行，查看对已备案和在办申请的影响。启用后一分钟内对新提交的申请生效，也可以随时改回其他版本。' : '启用后一分钟内生效，也可以随时改回其他版本。', okText: '启用', onOk: () => enact.mutateAsync({ version: one.version, inForce }).catch(() => undefined),
  });
  const columns = (inForce: number): readonly RecordColumn<Version>[] => [
    { title: '版本', onPhone: 'head', width: 160, render: (one) => <>{name(one)}{one.inForce ? <Tag color="green">使用中</Tag> : null}</> },
    { title: '修改说明', render: ({ note }) => note },
    { title: '形成时间', width: 150, render: ({ at }) => (at === null ? '随平台提供' : minuteOf(at)) },
    { title: '最近启用', width: 150, render: ({ enactedAt }) => (enactedAt === null ? '—' : minuteOf(enactedAt)) },
    {
      title: '操作', width: 230, onPhone: 'foot', render: (one) => (
        <>
          <Button type="link" size="small" aria-label={`以${name(one)}为基础修改`} onClick={() => setEdited(one.version)}>查看和修改</Button>
          {judges(topic) && !one.inForce ? <Button type="link" size="small" aria-label={`试运行${name(one)}`} loading={run.isPending && run.variables.version === one.version} onClick={() => run.mutate({ of: topic, version: one.version })}>试运行</Button> : null}
          {one.inForce ? null : <Button type="link" size="small" aria-label={`启用${name(one)}`} onClick={() => askEnactment(one, inForce)}>启用</Button>}
        </>
      ),
    },
  ];
  return (
    <>
      <QueryState query={query}>
        {({ items, inForce }) => <RecordList label="版本列表" records={items} idOf={({ version }) => String(version)} columns={columns(inForce)} empty="还没有版本" />}
      </QueryState>
      {edited === undefined || query.data === undefined ? null : <RuleEditor topic={topic} version={edited} newest={query.data.items[0]?.version ?? 0} onClose={() => setEdited(undefined)} />}
      {tried === undefined ? null : <DryRunDialog result={tried} onClose={() => setTried(undefined)} />}
    </>
  );
}
