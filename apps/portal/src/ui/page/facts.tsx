import type { ReactNode } from 'react';

/** One labelled value of a record, with the path that reasons and faults name it by. */
export interface Fact {
  readonly field: string;
  readonly label: string;
  readonly value: ReactNode;
  /** Needs the whole line. */
  readonly wide?: boolean;
}

interface FactsProps {
  readonly label: string;
  readonly facts: readonly Fact[];
  /** What stands behind a value. */
  readonly mark?: (field: string) => ReactNode;
  /** What is said below it. */
  readonly note?: (field: string) => ReactNode;
}

/** Labelled values in two columns, in one on a phone. */
export function Facts({ label, facts, mark, note }: FactsProps): ReactNode {
  return (
    <dl className="facts" aria-label={label}>
      {facts.map((fact) => (
        <div key={fact.field} className={fact.wide === true ? 'fact-wide' : undefined}>
          <dt>{fact.label}</dt>
          <dd><span><span className="fact-value">{fact.value}</span>{note?.(fact.field)}</span>{mark?.(fact.field)}</dd>
        </div>
      ))}
    </dl>
  );
}
