import type { SubjectData } from '@beian/contracts/subject/api';
import type { ReactNode } from 'react';
import { Facts } from '../../ui/page/facts.tsx';
import { personFacts } from '../../ui/fields/person-facts.ts';
import { StoredPicture } from '../uploads/stored-picture.tsx';
import { openerFacts } from './subject-facts.tsx';

interface SubjectDetailsProps {
  readonly data: SubjectData;
  /** What stands behind each value, e.g. the officer's 退回此项. */
  readonly mark?: (field: string) => ReactNode;
}

/** A subject to read: for its owner, in step 1 of the wizard, and for the officer. Field paths are those of return reasons. */
export function SubjectDetails({ data, mark }: SubjectDetailsProps): ReactNode {
  return (
    <>
      <Facts facts={openerFacts(data)} label="开办主体" {...(mark === undefined ? {} : { mark })} />
      <h3 className="facts-title">负责人</h3>
      <Facts facts={personFacts('subject.responsible', data.responsible)} label="负责人" {...(mark === undefined ? {} : { mark })} />
      <div className="picture-row">
        {data.nature === 'unit' ? <span><StoredPicture upload={data.images.licence} label="单位证件照片" field="subject.images.licence" />{mark?.('subject.images.licence')}</span> : null}
        <span><StoredPicture upload={data.images.openerId} label="开办者身份证照片" field="subject.images.openerId" />{mark?.('subject.images.openerId')}</span>
      </div>
    </>
  );
}
