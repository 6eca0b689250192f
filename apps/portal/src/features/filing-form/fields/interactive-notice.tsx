import { isInteractive } from '@beian/rules/forms/interactive';
import type { Typed } from '@beian/rules/forms/values';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { Alert, Form } from 'antd';
import type { ReactNode } from 'react';
import { useFormSetting } from '../form-setting.ts';

/** OPN-19, WEB-51, WEB-52: what being interactive means, said before it surprises. */
export function InteractiveNotice(): ReactNode {
  const { form } = useFormSetting();
  const typed = Form.useWatch([]) as Typed | undefined;
  if (typed === undefined || !isInteractive(form, typed)) return null;
  const noun = OBJECT_LABELS[form.object];
  return (
    <Alert
      className="page-alert" type="info" showIcon
      title={typed['interactive'] === true ? `交互式${noun}` : `根据${form.interactiveBy}，该${noun}将按交互式${noun}办理`}
      description={`交互式${noun}在初步审核后还需面审或实地检查，时间以短信通知；并须提交安全评估。`}
    />
  );
}
