import { shanghaiDate, type LocalDate } from '../calendar/dates.ts';
import type { NameContext } from '../naming/check-name.ts';
import type { NameRule } from '../naming/name-rules.ts';

/** What is known of the subject, and of the day. */
export interface FormContext extends Pick<NameContext, 'subjectType' | 'soleTrader' | 'governmentAuthorised' | 'nationalLevel' | 'typeConfirmed'> {
  /** Day of the check in Asia/Shanghai. Left out: today by the clock of the machine. */
  readonly today?: LocalDate;
  /** The keyword table of the bureau; left out: the platform's (NAM-09). */
  readonly nameRules?: readonly NameRule[];
}

export const todayOf = ({ today }: FormContext): LocalDate => today ?? shanghaiDate(new Date());
