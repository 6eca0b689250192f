import { refuse, type Finding } from '../result.ts';
import type { FormDescription } from './description.ts';

/** WEB-40, TV-37: without the tick of the last step there is no submission. */
export function checkNoticeAccepted({ object, accept }: FormDescription, accepted: boolean): Finding[] {
  return accepted ? [] : [refuse(`${object}.notice`, `请阅读并勾选“${accept}”`, 'notice.accepted', { rule: 'WEB-40' })];
}
