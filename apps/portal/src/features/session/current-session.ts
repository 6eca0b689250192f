import { SessionView } from '@beian/contracts/identity/api';
import { OFFICER_ROLES } from '@beian/contracts/principal';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';
import { hasStatus } from '../../ui/api/api-error.ts';

/** Who is signed in, or null. */
export const currentSession = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await read('/api/identity/sessions/current', SessionView, signal);
    } catch (fault) {
      if (hasStatus(fault, 401)) return null;
      throw fault;
    }
  },
  staleTime: 60_000,
});

/** Where somebody's work starts (HOM-01; officers at their desk). */
export function startPageOf(session: SessionView): string {
  if (session.kind === 'applicant') return '/home';
  if (session.roles.some((role) => OFFICER_ROLES.includes(role))) return '/desk';
  if (session.roles.includes('auditor')) return '/audit';
  if (session.roles.includes('administrator')) return '/admin/officers';
  if (session.roles.includes('cyberspace')) return '/area-assessments';
  return '/no-screen';
}
