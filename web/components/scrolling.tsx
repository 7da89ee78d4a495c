import type { ReactNode } from 'react';

/** What is wider than a phone scrolls by itself, with the keyboard too. */
export function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="scrolling" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
