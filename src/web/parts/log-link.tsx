import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { isPersonalName, keptOf, logAddress, type LogQuery } from './addresses.js';

/** The way to the decisions that a query means. What may be personal of it is in no address, so that such a way can't be opened in another tab: it is a button. */
export const LogLink = ({
  query,
  children,
}: {
  readonly query: LogQuery;
  readonly children: ReactNode;
}): ReactElement => {
  const [, navigate] = useLocation();
  if (!Object.keys(query).some(isPersonalName)) return <Link href={logAddress(query)}>{children}</Link>;
  return (
    <Button
      className="button-link"
      onPress={() => {
        navigate(logAddress(query), { state: keptOf(query) });
      }}
    >
      {children}
    </Button>
  );
};
