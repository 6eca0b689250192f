import type { ReactNode } from 'react';

/** The platform's own mark: a plain shield, not the police emblem (OPN-29). */
export function PlatformMark(): ReactNode {
  return (
    <svg className="platform-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 2 4 6.5v8.2c0 7 5 12.6 12 15.3 7-2.7 12-8.3 12-15.3V6.5z" fill="currentColor" />
      <path d="M10 16.2l4.3 4.3L22.4 12" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
