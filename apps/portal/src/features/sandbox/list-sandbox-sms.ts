import { SandboxEmail, SandboxSms } from '@beian/contracts/notification/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';
import { hasStatus } from '../../ui/api/api-error.ts';

/** What the sandbox provider "sent", or null while another provider is configured. */
export const sandboxSms = queryOptions({
  queryKey: ['sandbox-sms'],
  queryFn: async ({ signal }) => {
    try {
      return await read('/api/notification/sandbox/sms', z.array(SandboxSms), signal);
    } catch (fault) {
      if (hasStatus(fault, 404)) return null;
      throw fault;
    }
  },
  refetchInterval: 5_000,
});

/** The same for e-mails. */
export const sandboxEmails = queryOptions({
  queryKey: ['sandbox-emails'],
  queryFn: async ({ signal }) => {
    try {
      return await read('/api/notification/sandbox/emails', z.array(SandboxEmail), signal);
    } catch (fault) {
      if (hasStatus(fault, 404)) return null;
      throw fault;
    }
  },
  refetchInterval: 5_000,
});
