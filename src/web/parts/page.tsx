import { useEffect, type ReactElement, type ReactNode } from 'react';

/** A page of the book: its title as the heading and in the browser's tab, what may be done, and its content. */
export const Page = ({
  title,
  lead,
  actions,
  width = 'plain',
  children,
}: {
  readonly title: string;
  /** A sentence or two below the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** `wide` uses all of the window. */
  readonly width?: 'plain' | 'wide';
  readonly children: ReactNode;
}): ReactElement => {
  useEffect(() => {
    document.title = `${title} · Clausebook`;
  }, [title]);
  return (
    <div className={`page page-${width}`}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <div className="page-lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
};
