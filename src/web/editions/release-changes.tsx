import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useProof } from '../api/contract.js';
import { useDifference } from '../api/difference.js';
import { compareAddress } from '../parts/addresses.js';
import { countOf, shortDigest } from '../parts/values/formats.js';
import { NotYet } from '../parts/not-yet.js';
import type { Release } from '../../wire/editions.js';
import type { DifferenceBook } from '../../wire/book/difference.js';

/** What a release changed in the one before it, and how its scenarios fare. */
export const ReleaseChanges = ({
  release,
  before,
}: {
  readonly release: Release;
  /** What governed in its place, or the edition before; `undefined` of the first one. */
  readonly before: Release | undefined;
}): ReactElement => (
  <div className="release-changes">
    {before === undefined ? (
      <p>It is the first release of this contract.</p>
    ) : (
      <Changed release={release} before={before} />
    )}
    <Proof release={release} />
  </div>
);

const Changed = ({
  release,
  before,
}: {
  readonly release: Release;
  readonly before: Release;
}): ReactElement => {
  const asked = useDifference(before.digest, release.digest);
  if (!asked.isSuccess) return <NotYet of={asked} what="what changed" />;
  const { data } = asked;
  return (
    <p>
      {sumOf(data)} beside {before.revision}, <code title={before.digest}>{shortDigest(before.digest)}</code>.{' '}
      <Link href={compareAddress(release.document, before.digest, release.digest)}>
        Compare the two<span className="visually-hidden"> releases of {release.revision}</span>
      </Link>
    </p>
  );
};

/** `1 clause, 2 rules and 1 figure changed`. */
const sumOf = ({ clauses, items }: DifferenceBook): string => {
  const kinds = new Map<string, number>();
  for (const { kind } of items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [
    ...(clauses.length === 0 ? [] : [countOf(clauses.length, 'clause')]),
    ...[...kinds].map(([kind, count]) => countOf(count, kind === 'parameter' ? 'figure' : kind)),
  ];
  return counts.length === 0 ? 'Nothing that decides differs' : `${counts.join(', ')} changed`;
};

const Proof = ({ release }: { readonly release: Release }): ReactElement => {
  const asked = useProof(release);
  if (!asked.isSuccess) return <NotYet of={asked} what="how its scenarios fare" />;
  const { data } = asked;
  if (data.code === 'no-scenarios') return <p>Its contract has no scenarios here.</p>;
  const shown = Object.keys(data.clauses).length;
  return (
    <p>
      {data.failed === 0
        ? `All ${countOf(data.scenarios, 'scenario')} pass`
        : `${countOf(data.failed, 'scenario')} of ${String(data.scenarios)} fail by now`}
      , and show {countOf(shown, 'clause')}.
    </p>
  );
};
