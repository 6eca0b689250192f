import type { SubjectData } from '@beian/contracts/subject/api';
import { SUBJECT_TYPES, UNIT_FLAGS, declaredFlags, type UnitFlag } from '@beian/rules/organisations/subject-types';
import type { ReactNode } from 'react';
import { Facts, type Fact } from '../../ui/page/facts.tsx';
import { personFacts } from '../../ui/fields/person-facts.ts';
import { RegionText } from '../regions/region-text.tsx';
import { StoredPicture } from '../uploads/stored-picture.tsx';

interface SubjectDetailsProps {
  readonly data: SubjectData;
  /** What stands behind each value, e.g. the officer's 退回此项. */
  readonly mark?: (field: string) => ReactNode;
}

/** A subject to read: for its owner, in step 1 of the wizard, and for the officer. Field paths are those of return reasons. */
export function SubjectDetails({ data, mark }: SubjectDetailsProps): ReactNode {
  return (
    <>
      <Facts facts={data.nature === 'unit' ? unitFacts(data) : individualFacts(data)} label="开办主体" {...(mark === undefined ? {} : { mark })} />
      <h3 className="facts-title">负责人</h3>
      <Facts facts={personFacts('subject.responsible', data.responsible)} label="负责人" {...(mark === undefined ? {} : { mark })} />
      <div className="picture-row">
        {data.nature === 'unit' ? <span><StoredPicture upload={data.images.licence} label="单位证件照片" field="subject.images.licence" />{mark?.('subject.images.licence')}</span> : null}
        <span><StoredPicture upload={data.images.openerId} label="开办者身份证照片" field="subject.images.openerId" />{mark?.('subject.images.openerId')}</span>
      </div>
    </>
  );
}

function individualFacts(data: Extract<SubjectData, { nature: 'individual' }>): Fact[] {
  return [
    { field: 'subject.nature', label: '开办主体性质', value: '个人' },
    { field: 'subject.region', label: '常住地所属地区', value: <RegionText code={data.region} /> },
    ...operationFact(data),
  ];
}

function unitFacts(data: Extract<SubjectData, { nature: 'unit' }>): Fact[] {
  return [
    { field: 'subject.nature', label: '开办主体性质', value: '单位' },
    { field: 'subject.type', label: '单位性质', value: SUBJECT_TYPES[data.type] },
    { field: 'subject.name', label: '单位名称', value: data.name },
    { field: 'subject.certificateNumber', label: '证件号码', value: data.certificateNumber },
    { field: 'subject.leader', label: '投资或主管单位', value: data.leader },
    { field: 'subject.region', label: '注册地所属地区', value: <RegionText code={data.region} /> },
    ...operationFact(data),
    { field: 'subject.address', label: '注册地址', value: data.address },
    ...(Object.keys(declaredFlags(data)) as UnitFlag[]).map((flag) => ({ field: `subject.${flag}`, label: UNIT_FLAGS[flag], value: '是（申请人声明，随主体审核确认）' })),
    ...(data.explanation === undefined ? [] : [{ field: 'subject.explanation', label: '书面说明', value: data.explanation }]),
  ];
}

/** S5: only what lies outside the province says where it operates. */
function operationFact({ operationRegion }: SubjectData): Fact[] {
  return operationRegion === undefined ? [] : [{ field: 'subject.operationRegion', label: '运营所在地', value: <RegionText code={operationRegion} /> }];
}
