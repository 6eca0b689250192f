import { DueDateView } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** Every day up to the due date, counted or not, and why (S2). */
export const dueDate = (id: string) => queryOptions({
  queryKey: ['applications', id, 'due-date'],
  queryFn: ({ signal }) => read(`/api/filing/applications/${id}/due-date`, DueDateView, signal),
});
