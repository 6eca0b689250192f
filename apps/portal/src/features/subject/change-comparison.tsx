import type { SubjectData } from '@beian/contracts/subject/api';
import type { ReactNode } from 'react';
import { personFacts } from '../../ui/fields/person-facts.ts';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { StoredPicture } from '../uploads/stored-picture.tsx';
import { shortLabel } from './change-labels.ts';
import { openerFacts } from './subject-facts.tsx';

interface ChangeComparisonProps {
  readonly before: SubjectData;
  readonly after: SubjectData;
  /** The fields that differ; an officer's masks may hide how. */
  readonly fields: readonly string[];
}
interface Row {
  readonly field: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

const COLUMNS: readonly RecordColumn<Row>[] = [
  { title: '变更项目', width: 220, onPhone: 'head', render: ({ field }) => shortLabel(field) },
  { title: '变更前', render: ({ before }) => before },
  { title: '变更后', render: ({ after }) => <strong>{after}</strong> },
];

/** What a change replaces by what, field by field (OPN-07). */
export function ChangeComparison({ before, after, fields }: ChangeComparisonProps): ReactNode {
  const [old, present] = [valuesOf(before), valuesOf(after)];
  const rows = fields.map((field): Row => ({ field, before: old.get(field) ?? '无', after: present.get(field) ?? '无' }));
  return <RecordList label="变更内容" records={rows} idOf={({ field }) => field} columns={COLUMNS} empty="没有变更的项目" />;
}

function valuesOf(data: SubjectData): ReadonlyMap<string, ReactNode> {
  const facts = [...openerFacts(data), ...personFacts('subject.responsible', data.responsible)].map(({ field, value }) => [field, value] as const);
  const pictures = Object.entries(data.images).map(([name, upload]) => [`subject.images.${name}`, <StoredPicture key={name} upload={upload} label={shortLabel(`subject.images.${name}`)} field={`subject.images.${name}`} />] as const);
  return new Map<string, ReactNode>([...facts, ...pictures]);
}
