import type { ReactElement } from 'react';
import { countOf } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import type { ClauseBook, ProofBook } from '../../wire/book/contract.js';
import type { ClauseChange, DifferenceBook } from '../../wire/book/difference.js';
import type { EditionSummary } from '../../wire/editions.js';
import type { ProofSummary } from '../../wire/registry-entry.js';

/** What is signed: which edition, what was tried and proved of it, what is a sample in it, and what changed since an earlier one. */
export const SignOffHead = ({
  edition,
  clauses,
  proof,
  evidence,
  since,
}: {
  readonly edition: EditionSummary;
  readonly clauses: readonly ClauseBook[];
  /** How its scenarios fare; `undefined` while they run, or where they can't be. */
  readonly proof: ProofBook | undefined;
  readonly evidence: ProofSummary | null | undefined;
  readonly since?: { readonly edition: EditionSummary; readonly difference: DifferenceBook } | undefined;
}): ReactElement => {
  const named = <Named,>(all: readonly Named[], nameOf: (one: Named) => string): number =>
    new Set(all.map(nameOf)).size;
  const rules = named(
    clauses.flatMap((clause) => clause.rules),
    ({ decision, id }) => `${decision}/${id}`,
  );
  const figures = clauses.flatMap(({ parameters }) => parameters);
  const samples = named(
    figures.filter(({ sample }) => sample),
    ({ parameter }) => parameter,
  );
  const readings = named(
    clauses.flatMap((clause) => clause.readings),
    ({ id }) => id,
  );
  return (
    <header className="sign-off-head">
      <p className="sign-off-title">{edition.title}</p>
      <dl className="sign-off-facts">
        <Fact name="Contract and revision">
          {edition.document}, {edition.revision}
        </Fact>
        <Fact name="In effect from">
          <Instant at={edition.effectiveFrom} />
        </Fact>
        <Fact name="Digest">
          <code>{edition.digest}</code>
        </Fact>
        <Fact name="What it holds">
          {countOf(clauses.length, 'clause')}, {countOf(rules, 'rule')}, {countOf(readings, 'reading')},{' '}
          {countOf(
            named(figures, ({ parameter }) => parameter),
            'figure or policy',
            'figures and policies',
          )}
        </Fact>
        {samples === 0 ? null : (
          <Fact name="Samples">
            {countOf(samples, 'figure or policy is a sample', 'figures and policies are samples')}, and no
            real one.
          </Fact>
        )}
        <Fact name="Scenarios">{scenariosTold(proof)}</Fact>
        <Fact name="Proofs">
          {evidence === undefined
            ? 'Not known yet.'
            : evidence === null
              ? 'No evidence of a proof was kept with this release.'
              : `${countOf(evidence.properties, 'property', 'properties')} proved.`}
        </Fact>
        {since === undefined ? null : (
          <Fact name="Changes marked">
            since {since.edition.revision} (<code>{since.edition.digest}</code>)
          </Fact>
        )}
      </dl>
      {since === undefined ? null : <Changes {...since} />}
    </header>
  );
};

const Fact = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: React.ReactNode;
}): ReactElement => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const scenariosTold = (proof: ProofBook | undefined): string => {
  if (proof === undefined) return 'Not known yet.';
  if (proof.code === 'no-scenarios') return 'There are none.';
  const { scenarios, failed, faults } = proof;
  const unread = faults.length === 0 ? '' : ` ${countOf(faults.length, 'fault')} in their files.`;
  return `${countOf(scenarios, 'scenario')} of this revision, ${failed === 0 ? 'all of which pass' : `${String(failed)} of which fail`}.${unread}`;
};

/** What changed in all: by kind, and the clauses that are no more. What was reworded is marked where it stands. */
const Changes = ({
  edition,
  difference: { clauses, headings, items, unchanged },
}: {
  readonly edition: EditionSummary;
  readonly difference: DifferenceBook;
}): ReactElement => {
  const count = (...codes: readonly ClauseChange['code'][]): number =>
    clauses.filter(({ code }) => codes.includes(code)).length;
  const removed = clauses.flatMap((change) => (change.code === 'removed' ? [change] : []));
  return (
    <section>
      <h2>Changed since {edition.revision}</h2>
      <p>
        Of the words: {countOf(count('reworded', 'editorial'), 'clause')} reworded, {count('added')} added,{' '}
        {count('removed')} removed, {count('moved')} renumbered, {unchanged} as before;{' '}
        {countOf(headings.length, 'heading')} changed. Of what is written for them:{' '}
        {countOf(items.length, 'change')}
        {items.length === 0
          ? '.'
          : `: ${items.map(({ code, kind, name }) => `${kind} ${name} ${code}`).join('; ')}.`}
      </p>
      {removed.map(({ left, words }) => (
        <p key={left} className="sign-off-removed">
          <b>{left}</b> <del>{words}</del>
        </p>
      ))}
    </section>
  );
};
