import { Colleague, LeaveView, type GrantLeave } from '@beian/contracts/identity/administration';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

/** Leaves that are not over, of the bureaus that the caller leads; each look at names is recorded. */
export const leaves = queryOptions({
  queryKey: ['leaves'],
  queryFn: ({ signal }) => read('/api/identity/leaves', z.array(LeaveView), signal),
  refetchOnWindowFocus: false,
});

/** The present officers of the own bureau, or of one below for an administrator. */
export const colleagues = (bureau?: number) => queryOptions({
  queryKey: ['colleagues', bureau ?? null],
  queryFn: ({ signal }) => read(bureau === undefined ? '/api/identity/colleagues' : `/api/identity/colleagues?bureau=${bureau}`, z.array(Colleague), signal),
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});

export const grantLeave = (form: GrantLeave): Promise<unknown> => call('POST', '/api/identity/leaves', { parse: (value) => value }, { body: form });
export const endLeave = (leave: string): Promise<undefined> => call('DELETE', `/api/identity/leaves/${leave}`, NOTHING);
