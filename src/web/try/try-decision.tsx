import { useEffect, useState, type ReactElement } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { RequestFailure } from '../api/request-failure.js';
import { useFactSchema, usePreview, useStarts, useTriedTrace, type TriedCase } from '../api/trying.js';
import { AnswerView } from '../answer/answer-view.js';
import { TraceTree } from '../answer/trace-tree.js';
import { ErrorState } from '../parts/error-state.js';
import { tryAddress } from '../parts/addresses.js';
import { EditionChoice } from '../parts/edition-choice.js';
import { shortDigest, titleOfName } from '../parts/formats.js';
import { Loading } from '../parts/loading.js';
import { toneOf } from '../parts/outcome.js';
import { Page } from '../parts/page.js';
import { caseAddress, caseOfQuery } from './case-address.js';
import { CaseForm, StartChoice } from './case-form.js';
import { assumedByPath, withChanges } from './case-paths.js';
import { CopyCase } from './copy-case.js';
import { RecordCase } from './record-case.js';
import { TimeStrip } from './time-strip.js';
import { TurningList } from './turning-list.js';
import { useSettled } from './use-settled.js';
import type { Start } from '../../wire/book/trying.js';
import type { DecisionSummary, EditionSummary } from '../../wire/editions.js';

const typingMs = 200;
/** What is searched for the case waits a little longer than its answer. */
const searchingMs = 450;

/** One decision's form, and what it comes to as one types. The case stands in the address. */
export const TryDecision = ({
  summary,
  edition,
  editions,
}: {
  readonly summary: DecisionSummary;
  /** Whose facts the form has. */
  readonly edition: EditionSummary;
  readonly editions: readonly EditionSummary[];
}): ReactElement => {
  const { decision, outcomes } = summary;
  const { document } = edition;
  const [, navigate] = useLocation();
  const search = useSearch();
  const schema = useFactSchema(decision, edition);
  const starts = useStarts(decision, document);
  const [tried, setTried] = useState<TriedCase | null>(() => caseOfQuery(search, document) ?? null);
  const revision = tried?.edition.revision ?? new URLSearchParams(search).get('revision') ?? undefined;
  const named = { document, ...(revision === undefined ? {} : { revision }) };
  const [title, setTitle] = useState<string>();
  const change = (next: TriedCase, of?: string): void => {
    setTried(next);
    setTitle(of);
    navigate(caseAddress(decision, next), { replace: of === undefined });
  };

  // Back and forward change the address alone.
  useEffect(() => {
    const asked = caseOfQuery(search, document);
    if (asked !== undefined) setTried((now) => (isSame(now, asked) ? now : asked));
  }, [search, document]);
  const first = firstOf(starts.data ?? []);
  if (tried === null && (starts.isSuccess || starts.isError)) {
    setTried(
      first === undefined
        ? { asOf: new Date().toISOString(), facts: {}, edition: named }
        : caseOf(first, named),
    );
    setTitle(first?.title);
  }

  const settled = useSettled(tried, typingMs);
  const searched = useSettled(settled, searchingMs - typingMs);
  const preview = usePreview(decision, settled);
  const answer = preview.isError ? undefined : preview.data;
  const [showsTrace, setShowsTrace] = useState(false);
  const trace = useTriedTrace(decision, settled, showsTrace && answer !== undefined);

  return (
    <Page
      title={titleOfName(decision)}
      width="wide"
      lead={
        <>
          <p>{summary.question}</p>
          <EditionChoice
            editions={editions}
            shown={named}
            governing="the one that governs"
            choose={(chosen) => {
              if (tried === null || chosen.document !== document) {
                const isDecided = editions.some(
                  (one) => one.document === chosen.document && one.decisions.includes(decision),
                );
                navigate(tryAddress(chosen.document, isDecided ? decision : undefined));
              } else
                change({
                  ...tried,
                  edition:
                    chosen.revision === undefined ? { document } : { document, revision: chosen.revision },
                });
            }}
          />
        </>
      }
      actions={
        <Link href={tryAddress(document)} className="button">
          Another decision
        </Link>
      }
    >
      {answer === undefined ? null : (
        <a className={`answer-peek tone-${toneOf(answer.outcome, outcomes)} no-print`} href="#answer">
          {titleOfName(answer.outcome)}
          <span aria-hidden="true"> ↓</span>
        </a>
      )}
      <div className="try">
        <section className="try-case" aria-label="What is said">
          {starts.data === undefined ? null : (
            <StartChoice
              starts={starts.data}
              take={(start) => {
                change(caseOf(start, named), start.title);
              }}
            />
          )}
          {title === undefined ? null : <p className="start-title hint">From the scenario “{title}”</p>}
          {schema.isError ? <ErrorState error={schema.error} retry={schema.refetch} /> : null}
          {schema.data === undefined || tried === null ? (
            <Loading what="the form" />
          ) : (
            <CaseForm
              summary={summary}
              schema={schema.data}
              tried={tried}
              change={change}
              assumed={assumedByPath(answer?.assumed ?? [])}
              errors={errorsOf(preview.error)}
            />
          )}
        </section>
        <div className="try-answer">
          <section id="answer" aria-label="Answer" aria-live="polite" aria-busy={preview.isFetching}>
            {preview.isError ? <Refused error={preview.error} retry={preview.refetch} /> : null}
            {answer === undefined ? (
              preview.isError ? null : (
                <Loading what="the answer" />
              )
            ) : (
              <>
                <AnswerView answer={answer} outcomes={outcomes} />
                <p className="hint answer-edition">
                  Under {answer.edition.document}, revision {answer.edition.revision} (
                  {shortDigest(answer.edition.digest)}). Not recorded.
                </p>
              </>
            )}
          </section>
          {answer === undefined || settled === null || tried === null ? null : (
            <>
              <section className="try-part">
                <h2>Along time</h2>
                <TimeStrip
                  decision={decision}
                  outcomes={outcomes}
                  tried={searched}
                  asOf={tried.asOf}
                  changeAsOf={(asOf) => {
                    change({ ...tried, asOf });
                  }}
                />
              </section>
              <section className="try-part">
                <h2>What would change this</h2>
                <TurningList
                  decision={decision}
                  outcomes={outcomes}
                  tried={searched}
                  take={(changes) => {
                    change(withChanges(tried, changes));
                  }}
                />
              </section>
              <section className="try-part">
                <h2>How it came about</h2>
                <details
                  onToggle={({ currentTarget }) => {
                    setShowsTrace(currentTarget.open);
                  }}
                >
                  <summary>Every rule, with the values that it read</summary>
                  {trace.isError ? <ErrorState error={trace.error} retry={trace.refetch} /> : null}
                  {!showsTrace ? null : trace.data === undefined ? (
                    <Loading what="the trace" />
                  ) : (
                    <TraceTree trace={trace.data} edition={answer.edition} />
                  )}
                </details>
              </section>
              <section className="try-part no-print">
                <h2>Take it along</h2>
                <CopyCase decision={decision} tried={settled} />
                <RecordCase decision={decision} tried={settled} />
              </section>
            </>
          )}
        </div>
      </div>
    </Page>
  );
};

/** The first scenario of the feature that says most of the decision. */
const firstOf = (starts: readonly Start[]): Start | undefined => {
  const counts = new Map<string, number>();
  for (const { feature } of starts) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return starts.find(({ feature }) => feature === most?.[0]);
};

const isSame = (one: TriedCase | null, other: TriedCase): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const errorsOf = (error: unknown): ReadonlyMap<string, string> =>
  new Map(
    (error instanceof RequestFailure ? (error.problem?.errors ?? []) : []).map(({ pointer, message }) => [
      pointer,
      plain(message),
    ]),
  );

const plain = (message: string): string => message.replaceAll('`', '');

/** Facts that do not allow a decision are no failure of the page: what is missing stands at its field, and here in a list. */
const Refused = ({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => unknown;
}): ReactElement => {
  const problem = error instanceof RequestFailure ? error.problem : null;
  if (problem?.code !== 'invalid-facts') return <ErrorState error={error} retry={retry} />;
  return (
    <div className="refused">
      <p className="refused-title">These facts do not allow a decision yet.</p>
      <ul>
        {problem.errors?.map(({ pointer, message }) => (
          <li key={pointer}>{plain(message)}</li>
        ))}
      </ul>
    </div>
  );
};

/** The case of a scenario, under an edition. */
const caseOf = ({ request: { asOf, facts, invalid } }: Start, edition: TriedCase['edition']): TriedCase => ({
  asOf,
  facts,
  edition,
  ...(invalid === undefined ? {} : { invalid }),
});
