import type { RunMessage } from '@beian/contracts/filing/actions';
import type { MessageShape } from '@beian/workflow-run/message-shape';

/** A message for the run of this application. */
export const shapeFor = (application: string): MessageShape<RunMessage> => ({ about: { application }, seen: 'expectedRevision', texts: ['key'] });
