import { AdministeredBureau, type ChangeBureau, type CreateBureau, type MergeBureau } from '@beian/contracts/identity/administration';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

const PATH = '/api/identity/administration/bureaus';

/** The administrator's bureau and all below it, those that have ended too. */
export const administeredBureaus = queryOptions({
  queryKey: ['administration', 'bureaus'],
  queryFn: ({ signal }) => read(PATH, z.array(AdministeredBureau), signal),
});

export const createBureau = (form: CreateBureau): Promise<unknown> => call('POST', PATH, { parse: (value) => value }, { body: form });
export const changeBureau = (bureau: number, form: ChangeBureau): Promise<undefined> => call('PUT', `${PATH}/${bureau}`, NOTHING, { body: form });
export const mergeBureau = (bureau: number, form: MergeBureau): Promise<undefined> => call('POST', `${PATH}/${bureau}/merger`, NOTHING, { body: form });
