import type { SubjectData } from '@beian/contracts/subject/api';
import { SUBJECT_TYPES, UNIT_FLAGS, declaredFlags, type UnitFlag } from '@beian/rules/organisations/subject-types';
import type { Fact } from '../../ui/page/facts.tsx';
import { RegionText } from '../regions/region-text.tsx';

/** What a subject's form says of the opener, in the form's order; the responsible person stands apart. Field paths are those of return reasons. */
export function openerFacts(data: SubjectData): Fact[] {
  return data.nature === 'unit' ? unitFacts(data) : individualFacts(data);
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
