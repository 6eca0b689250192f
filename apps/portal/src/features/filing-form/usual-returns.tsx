import { UsualReturns as Answer } from '@beian/contracts/filing/advice';
import type { SubjectData } from '@beian/contracts/subject/api';
import type { FormDescription } from '@beian/rules/forms/description';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { parseFieldPath } from '../../ui/form/field-path.ts';
import { stepOf } from './steps.ts';

interface UsualReturnsProps {
  readonly of: FormDescription;
  /** Its places say which bureau reviews. */
  readonly subject: Pick<SubjectData, 'region' | 'operationRegion'>;
  readonly onGo: (step: number) => void;
}

/** What officers of this bureau usually return such a filing for, with the field to look at: advice, never a block. Without an answer nothing is said. */
export function UsualReturns({ of, subject: { region, operationRegion }, onGo }: UsualReturnsProps): ReactNode {
  const { data } = useQuery({ queryKey: ['usual-returns', of.object, region, operationRegion], queryFn: ({ signal }) => read(withQuery('/api/filing/advice/usual-returns', { object: of.object, region, operationRegion }), Answer, signal), retry: false });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Alert
      className="page-alert" type="info" showIcon title="提交前请再看一眼"
      description={(
        <>
          <p>近一年{data.bureauName}退回了{data.returned}件此类申请，多因以下内容：</p>
          <ul className="plain-list">
            {data.items.map(({ field, times }) => {
              const path = parseFieldPath(field, [of.object]);
              const ofSubject = field.startsWith('subject');
              return <li key={field}>{fieldLabel(field, of.object)}（{times}件）<Button type="link" size="small" onClick={() => onGo(ofSubject ? 0 : stepOf(of, path))}>去核对</Button></li>;
            })}
          </ul>
        </>
      )}
    />
  );
}
