import type { RuleTopic } from '@beian/contracts/filing/rule-versions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import type { FieldPath } from '../../ui/form/field-path.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { DictionariesFields } from './dictionaries-fields.tsx';
import { MaterialsFields } from './materials-fields.tsx';
import { NameRuleFields } from './name-rule-fields.tsx';
import { NoticeFields } from './notice-fields.tsx';
import { TOPIC_LABELS, draftRules, ruleContent } from './rule-versions.ts';

interface TopicFieldsProps {
  /** Path of the first field that does not pass, to be brought into view. */
  readonly failedAt: FieldPath | undefined;
}
const FIELDS: Readonly<Record<RuleTopic, (props: TopicFieldsProps) => ReactNode>> = { name_rules: NameRuleFields, dictionaries: DictionariesFields, materials: MaterialsFields, notice: NoticeFields };

interface RuleEditorProps {
  readonly topic: RuleTopic;
  /** The version that is shown and built upon. */
  readonly version: number;
  readonly newest: number;
  readonly onClose: () => void;
}

/** A version as a form. Saving makes a new one and changes nothing yet. */
export function RuleEditor({ topic, version, newest, onClose }: RuleEditorProps): ReactNode {
  const [form] = Form.useForm<{ content: unknown; note: string }>();
  const query = useQuery(ruleContent(topic, version));
  const phone = useIsPhone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [failedAt, setFailedAt] = useState<FieldPath | undefined>(undefined);
  const Fields = FIELDS[topic];
  const save = useMutation({
    mutationFn: ({ content, note }: { content: unknown; note: string }) => draftRules(topic, { content, note, basedOn: newest }),
    onSuccess: async ({ version: made }) => {
      void message.success(`已保存为第${made}版，启用后生效`);
      await client.invalidateQueries({ queryKey: ['administration', 'rules', topic] });
      onClose();
    },
    onError: (fault) => {
      // The content's paths begin with its own name in the form too.
      if (!(fault instanceof ApiError)) return;
      const faults = faultsOf(fault, []);
      showFaults(form, faults);
      setFailedAt(faults[0]?.path);
    },
  });
  return (
    <Drawer
      title={`${TOPIC_LABELS[topic]}：${version === 0 ? '初始版本' : `第${version}版`}`} open size={phone ? '100%' : 860} onClose={onClose}
      footer={<div className="drawer-foot"><Button onClick={onClose}>取消</Button><Button type="primary" loading={save.isPending} disabled={query.data === undefined} onClick={form.submit}>保存为新版本</Button></div>}
    >
      {save.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(save.error)} /> : null}
      <QueryState query={query}>
        {({ content }) => (
          <Form form={form} layout="vertical" initialValues={{ content }} scrollToFirstError onFinishFailed={({ errorFields }) => setFailedAt(errorFields[0]?.name as FieldPath | undefined)} onFinish={() => save.mutate(form.getFieldsValue(true) as { content: unknown; note: string })}>
            <Fields failedAt={failedAt} />
            <Form.Item name="note" label="修改说明" extra="说明为什么修改，供以后查阅。" rules={[{ required: true, whitespace: true, message: '请填写修改说明' }]}><Input autoComplete="off" maxLength={200} /></Form.Item>
          </Form>
        )}
      </QueryState>
    </Drawer>
  );
}
