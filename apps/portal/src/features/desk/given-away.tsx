import { GivenAway } from '@beian/contracts/filing/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';

const givenAway = queryOptions({ queryKey: ['desk', 'given-away'], queryFn: ({ signal }) => read('/api/filing/desk/given-away', z.array(GivenAway), signal) });

const COLUMNS: readonly RecordColumn<GivenAway>[] = [
  { title: '申请编号', onPhone: 'head', render: ({ number }) => number },
  { title: '接收单位', render: ({ bureauName }) => bureauName },
  { title: '移交时间', width: 200, render: ({ at }) => minuteOf(at) },
];

/** 已移交: with the case the access has gone, so there is nothing to open. */
export function GivenAwayList(): ReactNode {
  const query = useQuery(givenAway);
  return <QueryState query={query}>{(lines) => <RecordList label="已移交的申请" records={lines} idOf={({ number, at }) => `${number}${at}`} columns={COLUMNS} empty="本单位没有移交过申请" />}</QueryState>;
}
