import type { DataOf } from '@beian/contracts/define-event';
import type { CodeIssued } from '@beian/contracts/identity/events';

/** What a recipient is told, as identity names it. */
export type CodeTemplate = DataOf<typeof CodeIssued>['template'];
