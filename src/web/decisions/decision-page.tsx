import { Fragment, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { useEditions } from '../api/editions.js';
import { Zone } from '../parts/values/zone.js';
import { useDecision, useReplay, useSaidFacts } from '../api/log.js';
import { useDecisionsOf } from '../api/trying.js';
import { AnswerView } from '../answer/answer-view.js';
import { TraceTree } from '../answer/trace-tree.js';
import { contractAddress, decisionAddress } from '../parts/addresses.js';
import { ErrorState } from '../parts/error-state.js';
import { titleOfName } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { KeepScenario } from '../parts/keep-scenario.js';
import { Loading } from '../parts/loading.js';
import { LogLink } from '../parts/log-link.js';
import { Page } from '../parts/page.js';
import { caseAddress, caseOfDecision } from '../try/case-address.js';
import { ChoicePart } from './choice-part.js';
import { leavesChoice } from './leaves-choice.js';
import { ChainCard } from './evidence/chain-card.js';
import { ContractExcerpt } from './contract-excerpt.js';
import { outcomesOf } from './log/decision-table.js';
import { FactList } from './fact-list.js';
import { LetterCard } from './letter-card.js';
import { ReplayCard } from './replay-card.js';
import './decision-page.css';
import type { DecisionAnswer } from '../../wire/decision.js';

/** One recorded decision: what was decided, on which words and facts, and whether it still stands as it was written. */
const DecisionPage = ({ id }: { readonly id: string }): ReactElement => {
  const edition = useDecision(id).data?.edition;
  const editions = useEditions().data ?? [];
  const shown = editions.find(
    ({ document, revision }) => document === edition?.document && revision === edition.revision,
  );
  return (
    <Zone value={shown?.zone ?? 'UTC'}>
      <RecordedDecision
        id={id}
        personal={editions.flatMap(({ document, personal }) =>
          document === edition?.document ? personal : [],
        )}
      />
    </Zone>
  );
};

const RecordedDecision = ({
  id,
  personal,
}: {
  readonly id: string;
  /** Facts that stand in no address, of every edition of the contract. */
  readonly personal: readonly string[];
}): ReactElement => {
  const decision = useDecision(id);
  const replay = useReplay(id);
  const said = useSaidFacts(id);
  const summaries = useDecisionsOf(decision.data?.edition);
  if (decision.isError)
    return (
      <Page title="Decision">
        <ErrorState error={decision.error} retry={decision.refetch} />
        <section className="decision-part">
          <h2>Its place in the chain</h2>
          <ChainCard id={id} />
        </section>
      </Page>
    );
  if (decision.data === undefined)
    return (
      <Page title="Decision">
        <Loading what="the decision" />
      </Page>
    );
  const answer = decision.data;
  const outcomes = outcomesOf(answer.decision, summaries.data ?? []);
  const effectTypes = summaries.data?.find(({ decision }) => decision === answer.decision)?.effectTypes ?? {};
  const trace = replay.data;
  return (
    <Page
      title={titleOfName(answer.decision)}
      width="wide"
      lead={
        <>
          As of <Instant at={answer.asOf} />, decided <Instant at={answer.decidedAt} />
        </>
      }
      actions={
        <>
          <Button
            className="button"
            onPress={() => {
              window.print();
            }}
          >
            Print
          </Button>
          {trace === undefined || said.data === undefined ? null : (
            <Link
              href={caseAddress(answer.decision, caseOfDecision(answer, said.data), personal)}
              state={{ case: caseOfDecision(answer, said.data) }}
              className="button"
            >
              Try this case
            </Link>
          )}
        </>
      }
    >
      <div className="decision">
        <div className="decision-main">
          <AnswerView answer={answer} outcomes={outcomes} />
          {leavesChoice(answer) ? (
            <ChoicePart answer={answer} outcomes={outcomes} effectTypes={effectTypes} />
          ) : null}
          <section className="decision-part">
            <h2>Where the words stand</h2>
            <ContractExcerpt answer={answer} />
          </section>
          <section className="decision-part letter-part">
            <h2>The letter to the customer</h2>
            <LetterCard id={id} />
          </section>
          <section className="decision-part">
            <h2>How it came about</h2>
            {trace === undefined ? (
              replay.isError ? (
                <ErrorState error={replay.error} />
              ) : (
                <Loading what="the trace" />
              )
            ) : (
              <TraceTree trace={trace} edition={answer.edition} />
            )}
          </section>
        </div>
        <aside className="decision-side" aria-label="About this record">
          <Identity answer={answer} />
          <section className="card">
            <h2>Replay</h2>
            <ReplayCard replay={replay} />
          </section>
          <section className="card">
            <h2>Place in the chain</h2>
            <ChainCard id={id} />
          </section>
          <section className="card">
            <h2>Facts</h2>
            {said.isError ? <ErrorState error={said.error} retry={said.refetch} /> : null}
            {said.data === undefined ? (
              said.isError ? null : (
                <Loading what="the facts" />
              )
            ) : (
              <FactList facts={trace?.facts ?? said.data} said={said.data} />
            )}
          </section>
          {trace === undefined || said.data === undefined ? null : (
            <section className="card no-print">
              <h2>As a scenario</h2>
              <KeepScenario
                decision={answer.decision}
                tried={caseOfDecision(answer, said.data)}
                personal={personal}
              />
            </section>
          )}
        </aside>
      </div>
    </Page>
  );
};

export default DecisionPage;

const Identity = ({ answer }: { readonly answer: DecisionAnswer }): ReactElement => (
  <section className="card">
    <h2>Record</h2>
    <dl className="identity">
      <dt>Id</dt>
      <dd>
        <code>{answer.id}</code>
      </dd>
      <dt>Subject</dt>
      <dd>
        {answer.subject === null ? (
          <span className="hint">none, or not readable any more</span>
        ) : (
          <LogLink query={{ subject: answer.subject }}>{answer.subject}</LogLink>
        )}
      </dd>
      {answer.asked?.by === undefined ? null : (
        <>
          <dt>Asked by</dt>
          <dd>
            <code>{answer.asked.by}</code>
          </dd>
        </>
      )}
      {answer.asked?.request === undefined ? null : (
        <>
          <dt>Request</dt>
          <dd>
            <code>{answer.asked.request}</code>
          </dd>
        </>
      )}
      {Object.entries(answer.metadata ?? {}).map(([key, value]) => (
        <Fragment key={key}>
          <dt>
            <code>{key}</code>
          </dt>
          <dd>{String(value)}</dd>
        </Fragment>
      ))}
      <dt>Edition</dt>
      <dd>
        <Link href={contractAddress(answer.edition)}>
          {answer.edition.document}, {answer.edition.revision}
        </Link>
      </dd>
      <dt>Release</dt>
      <dd>
        <code>{answer.edition.digest}</code>
      </dd>
      {answer.readings.length === 0 ? null : (
        <>
          <dt>Readings</dt>
          <dd>{answer.readings.join(', ')}</dd>
        </>
      )}
    </dl>
    <p className="hint">
      Its address: <Link href={decisionAddress(answer.id ?? '')}>{decisionAddress(answer.id ?? '')}</Link>
    </p>
  </section>
);
