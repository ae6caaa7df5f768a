import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { useClause } from '../api/contract.js';
import { logAddress, tryAddress } from '../parts/addresses.js';
import { countOf, wordsOfName } from '../parts/values/formats.js';
import { NotYet } from '../parts/not-yet.js';
import { useEvidence } from '../api/editions.js';
import { ClauseProof } from './clause-proof.js';
import { ClauseScenarios } from './clause-scenarios.js';
import { DefinitionCard } from './cards/definition-card.js';
import { dispositionWords } from './dispositions.js';
import { ParameterCard } from './cards/parameter-card.js';
import { ReadingCard } from './cards/reading-card.js';
import { RuleCard } from './cards/rule-card.js';
import type { ClauseBook } from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';

/** A clause that was opened: what it is for, its rules in words and as written, its figures, readings and scenarios. */
export const ClausePanel = ({
  edition,
  clause,
  count,
  close,
}: {
  readonly edition: EditionSummary;
  readonly clause: string;
  /** Decisions of the log that cite it; `null` where they may not be read. */
  readonly count: number | null;
  readonly close: () => void;
}): ReactElement => {
  const found = useClause(edition, clause);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      className="panel"
      aria-label={`Clause ${clause}`}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
    >
      <header className="panel-head">
        <div>
          <p className="hint">{found.data?.section?.heading ?? ' '}</p>
          <h2 ref={heading} tabIndex={-1}>
            Clause {clause}
          </h2>
        </div>
        <Button className="icon-button" aria-label="Close the clause" onPress={close}>
          <span aria-hidden="true">✕</span>
        </Button>
      </header>
      {!found.isSuccess ? (
        <NotYet of={found} what="the clause" />
      ) : (
        <ClauseBody edition={edition} clause={found.data} count={count} />
      )}
    </aside>
  );
};

const ClauseBody = ({
  edition,
  clause,
  count,
}: {
  readonly edition: EditionSummary;
  readonly clause: ClauseBook;
  readonly count: number | null;
}): ReactElement => {
  const { disposition, decisions, reason, rules, definitions, parameters, readings } = clause;
  const { name, says, badge } = dispositionWords(disposition);
  const { data: evidence } = useEvidence(edition);
  return (
    <>
      <blockquote className="panel-words">{clause.words}</blockquote>
      <p>
        <span className={`badge ${badge}`}>{name}</span> {reason ?? says}
      </p>
      <p className="panel-ways no-print">
        {decisions.map((decision) => (
          <Link key={decision} href={tryAddress(edition.document, decision)} className="button">
            Try a case of {wordsOfName(decision)}
          </Link>
        ))}
        {count === null || count === 0 ? null : (
          <Link
            href={logAddress({ document: edition.document, revision: edition.revision, clause: clause.id })}
            className="button"
          >
            {countOf(count, 'decision')} of the log
          </Link>
        )}
      </p>
      <Part
        title="Rules"
        items={rules.map((rule) => (
          <RuleCard key={`${rule.decision}/${rule.id}`} rule={rule} evidence={evidence ?? null} />
        ))}
      />
      <Part
        title="Definitions"
        items={definitions.map((each) => (
          <DefinitionCard key={each.term} definition={each} />
        ))}
      />
      <Part
        title="Figures and policies"
        items={parameters.map((each) => (
          <ParameterCard key={each.parameter} parameter={each} />
        ))}
      />
      <Part
        title="Readings"
        items={readings.map((each) => (
          <ReadingCard key={each.id} reading={each} />
        ))}
      />
      <ClauseProof clause={clause} evidence={evidence} />
      <ClauseScenarios edition={edition} clause={clause.id} />
    </>
  );
};

const Part = ({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly ReactNode[];
}): ReactNode =>
  items.length === 0 ? null : (
    <section className="panel-part">
      <h3>
        {title} <span className="panel-count">{items.length}</span>
      </h3>
      {items}
    </section>
  );
