import { idStart } from '../../language/id-start.js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useDecisions, useLogCounts } from '../api/log.js';
import { decisionAddress, type LogQuery } from '../parts/addresses.js';
import { ErrorState } from '../parts/error-state.js';
import { titleOfFact, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { LogLink } from '../parts/log-link.js';
import { NotYet } from '../parts/not-yet.js';

/** The decisions that a line may mean: by how their id begins, by whom they are about, and by what was said with the request. */
export const FoundInLog = ({
  line,
  document,
}: {
  readonly line: string;
  /** Under whose editions they were decided; `null` for all. */
  readonly document: string | null;
}): ReactElement => {
  const of: LogQuery = document === null ? {} : { document };
  const about: LogQuery = { ...of, subject: line };
  const counts = useLogCounts(about);
  const ways: readonly (readonly [says: string, query: LogQuery])[] = [
    ...(idStart.test(line.toLowerCase()) ? [['whose id begins so', { ...of, id: line }] as const] : []),
    ['whose subject is written so', about],
    ...(counts.data?.findable ?? []).map(
      (name) => [`with “${titleOfFact(name)}” written so`, { ...of, [`facts.${name}`]: line }] as const,
    ),
    ...(counts.data?.searchable ?? []).map(
      (key) => [`with “${titleOfName(key)}” written so`, { ...of, [`metadata.${key}`]: line }] as const,
    ),
  ];
  return (
    <section className="found" aria-label="In the log">
      <h2>In the log</h2>
      <p className="hint">Looked for decisions {ways.map(([says]) => says).join(', ')}.</p>
      {counts.isError ? (
        <ErrorState error={counts.error} retry={counts.refetch} />
      ) : (
        ways.map(([says, query]) => <FoundByWay key={says} says={says} query={query} />)
      )}
    </section>
  );
};

/** So many are shown at once. */
const mostShown = 5;

const FoundByWay = ({
  says,
  query,
}: {
  readonly says: string;
  readonly query: LogQuery;
}): ReactElement | null => {
  const found = useDecisions(query, mostShown);
  if (!found.isSuccess) return <NotYet of={found} what="the decisions" />;
  const items = found.data.pages[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="found-kind" aria-label={`Decisions ${says}`}>
      <h3>Decisions {says}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Link href={decisionAddress(item.id ?? '')}>
              {titleOfName(item.decision)}: {wordsOfName(item.outcome)}
            </Link>{' '}
            <span>
              <Instant at={item.decidedAt} />
              {item.subject === null ? null : <>, about “{item.subject}”</>}
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">
        <LogLink query={query}>
          {found.hasNextPage ? 'All decisions' : 'These decisions in the log'}, {says}
        </LogLink>
      </p>
    </section>
  );
};
