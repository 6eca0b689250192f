import type { CommandView } from '@beian/contracts/filing/api';
import { refusalMessage } from '../application/application.errors.ts';
import type { Command } from './command.entity.ts';
import { commandRefused, commandVoid, VOID } from './command.errors.ts';

/** The command as its sender sees it. */
export function viewOf(command: Command): CommandView {
  const { id, application, action, via, status, code, stage, revision, result } = command;
  const message = code === null ? null : code === VOID ? commandVoid().message : [refusalMessage(code), ...(result?.first === undefined ? [] : [result.first])].join('。');
  return {
    command: id, application, action, via, status, code, message, stage, revision,
    filingNumber: result?.filingNumber ?? null, at: (command.settledAt ?? command.receivedAt).toISOString(),
  };
}

/** The answer to whoever waits for the outcome: applied, or the refusal or void as an error. */
export function answerOf(command: Command): CommandView {
  if (command.status === 'refused') throw commandRefused(command.code ?? 'case.stage-not-allowed', command.result?.fields, command.result?.first);
  if (command.status === 'void') throw commandVoid();
  return viewOf(command);
}
