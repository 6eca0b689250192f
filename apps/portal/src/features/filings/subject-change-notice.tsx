import type { FilingSummary } from '@beian/contracts/filing/api';
import { fieldsToFollow } from '@beian/rules/subject/change';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { labelsOf } from '../subject/change-labels.ts';

type Changed = FilingSummary['subjectChange'];

/** Whether a filing's content may have to follow its subject, so that its owner has to look it through (OPN-07). */
export function needsLook(change: Changed): boolean {
  return change !== null && fieldsToFollow(change.fields).length > 0;
}

/** Beside a filing's state: its subject has changed, in amber where its content may have to follow (OPN-07). */
export function SubjectChangeTag({ change }: { readonly change: Changed }): ReactNode {
  if (change === null) return null;
  return <Tag color={needsLook(change) ? 'orange' : 'default'}>主体已变更</Tag>;
}

/** In what the subject of a filing has changed, and what its owner has to do about it. */
export function SubjectChangeNotice({ change, bureauName }: { readonly change: Changed; readonly bureauName: string }): ReactNode {
  if (change === null) return null;
  const following = fieldsToFollow(change.fields);
  const title = `开办主体已于${dayInWords(dayOf(change.changedAt))}变更：${labelsOf(change.fields)}`;
  if (following.length === 0) return <Alert className="page-alert" type="info" showIcon title={title} description="本备案的内容不受影响，无须另行办理。" />;
  return (
    <Alert
      className="page-alert" type="warning" showIcon title={title}
      description={
        <>
          <p>备案编号不变。请逐项核对本备案填报的内容，{labelsOf(following)}在备案中也有填写的（例如勾选过“同主体负责人信息”的人员），应当一并变更。</p>
          <p>需要变更的，请向受理机关{bureauName}申请办理备案变更；全部相符的，无须办理。</p>
        </>
      }
    />
  );
}
