import type { ActionName, PayloadOf } from '@beian/contracts/filing/actions';
import type { ApplicationView, CommandView } from '@beian/contracts/filing/api';
import { MESSAGE_LABELS } from '@beian/rules/lifecycle/labels';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { hasStatus } from '../../ui/api/api-error.ts';
import { newId } from '../../ui/api/new-id.ts';
import { actOnApplication } from './act-on-application.ts';

export type Sending<N extends ActionName = ActionName> = { readonly [K in N]: { readonly action: K; readonly payload: PayloadOf<K> } }[N];

/** Sends actions on one case. Whatever the answer, the case is read again: a refusal means that it has changed. */
export function useAction(view: ApplicationView, onApplied?: (command: CommandView) => void): UseMutationResult<CommandView, Error, Sending> {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async (sending: Sending) => {
      const command = { command: newId(), application: view.application, expectedRevision: view.revision, ...sending };
      try {
        return await actOnApplication(command);
      } catch (fault) {
        // No answer at all: the same command once more either learns its result or takes effect exactly once.
        if (hasStatus(fault, 0)) return await actOnApplication(command);
        throw fault;
      }
    },
    onSuccess: (command, sending) => {
      void message.success(`已${doneAs(sending)}${command.filingNumber === null ? '' : `，备案编号 ${command.filingNumber}`}`);
      onApplied?.(command);
    },
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['applications'] }),
        client.invalidateQueries({ queryKey: ['filings'] }),
        client.invalidateQueries({ queryKey: ['desk'] }),
        client.invalidateQueries({ queryKey: ['subjects'], exact: true }),
      ]);
    },
  });
}

/** What was done, in words; interactive can be set either way. */
function doneAs(sending: Sending): string {
  if (sending.action === 'setInteractive') return `认定为${sending.payload.interactive ? '交互式' : '非交互式'}`;
  return MESSAGE_LABELS[sending.action];
}
