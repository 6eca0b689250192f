import { AuditedFiling } from '@beian/contracts/audit/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** What the auditor may open, by number, site name or filing id. */
export const auditedFilings = (text: string) => queryOptions({
  queryKey: ['audit', text],
  queryFn: ({ signal }) => read(`/api/audit/filings?q=${encodeURIComponent(text)}`, z.array(AuditedFiling), signal),
  enabled: text !== '',
});
