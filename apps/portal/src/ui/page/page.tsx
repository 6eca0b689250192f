import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Narrow pages hold forms and single records; wide ones lists. */
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

/** One screen: its heading, what it is for, and its content. */
export function Page({ title, lead, actions, width = 'wide', children }: PageProps): ReactNode {
  usePageTitle(title);
  return (
    <section className={`page page-${width}`}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <div className="page-lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
