import type { ReactElement, ReactNode } from 'react';

/** Says that there is nothing to show, why, and what may be done. */
export const EmptyState = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): ReactElement => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children === undefined ? null : <div className="empty-more">{children}</div>}
  </div>
);
