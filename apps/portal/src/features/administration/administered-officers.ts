import { AdministeredOfficer, EnrolmentCode, type AppointOfficer, type ChangeOfficer } from '@beian/contracts/identity/administration';
import { ResetAnswer, type ResetSecondFactor } from '@beian/contracts/identity/second-factor';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

const PATH = '/api/identity/administration/officers';

/** Each look at names is recorded, so the list is not fetched again by itself. */
export const administeredOfficers = (bureau: number | undefined) => queryOptions({
  queryKey: ['administration', 'officers', bureau ?? null],
  queryFn: ({ signal }) => read(bureau === undefined ? PATH : `${PATH}?bureau=${bureau}`, z.array(AdministeredOfficer), signal),
  refetchOnWindowFocus: false,
});

export const appointOfficer = (form: AppointOfficer): Promise<EnrolmentCode> => call('POST', PATH, EnrolmentCode, { body: form });
export const changeOfficer = (account: string, form: ChangeOfficer): Promise<undefined> => call('PUT', `${PATH}/${account}`, NOTHING, { body: form });
export const dismissOfficer = (account: string, expectedVersion: number): Promise<undefined> => call('POST', `${PATH}/${account}/dismissal`, NOTHING, { body: { expectedVersion } });
export const reissueCode = (account: string): Promise<EnrolmentCode> => call('POST', `${PATH}/${account}/enrolment`, EnrolmentCode, { body: {} });
export const resetSecondFactor = (account: string, form: ResetSecondFactor): Promise<unknown> => call('POST', `/api/identity/officers/${account}/second-factor/reset`, ResetAnswer, { body: form });
