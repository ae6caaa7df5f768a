import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useFactSchema, useStarts } from '../api/trying.js';
import { ErrorState } from '../parts/error-state.js';
import { tryAddress } from '../parts/addresses.js';
import { EditionChoice } from '../parts/editions/edition-choice.js';
import { titleOfName } from '../parts/values/formats.js';
import { Loading } from '../parts/loading.js';
import { toneOf } from '../parts/values/outcome.js';
import { Page } from '../parts/page.js';
import { caseAddress, caseOfQuery, keptCase, type TriedCase } from './case-address.js';
import { CaseForm, StartChoice } from './case-form.js';
import { assumedByPath } from './case-paths.js';
import { UnreadFields, useUnreadFields, type UnreadField } from './fields/unread.js';
import { errorsOf } from './refused-case.js';
import { TryAnswer } from './try-answer.js';
import { useAnswered } from './use-answered.js';
import type { Start } from '../../wire/book/trying.js';
import type { DecisionSummary, EditionSummary } from '../../wire/editions.js';

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
  const { document, personal } = edition;
  const [, navigate] = useLocation();
  const search = useSearch();
  const schema = useFactSchema(decision, edition);
  const starts = useStarts(decision, document);
  const [tried, setTried] = useState<TriedCase | null>(() => caseHere(search, decision, edition) ?? null);
  const revision = tried?.edition.revision ?? new URLSearchParams(search).get('revision') ?? undefined;
  const named = { document, ...(revision === undefined ? {} : { revision }) };
  const [title, setTitle] = useState<string>();
  const [unread, noteUnread] = useUnreadFields();
  // The form is made anew for a case of a scenario or of another address, so that none of them keeps what was typed before.
  const [form, setForm] = useState(0);
  const change = (next: TriedCase, of?: string): void => {
    setTried(next);
    setTitle(of);
    navigate(caseAddress(decision, next, personal), { replace: of === undefined, state: { case: next } });
  };

  // Back and forward change the address alone.
  const shown = useRef(tried);
  shown.current = tried;
  useEffect(() => {
    const asked = caseHere(search, decision, edition);
    if (asked === undefined || isSame(shown.current, asked)) return;
    setTried(asked);
    setForm((before) => before + 1);
  }, [search, decision, edition]);
  // An address from elsewhere may name somebody: what is personal is taken out of it.
  useEffect(() => {
    const asked = caseOfQuery(search, document);
    if (asked === undefined || caseAddress(decision, asked, []) === caseAddress(decision, asked, personal))
      return;
    navigate(caseAddress(decision, asked, personal), { replace: true, state: { case: asked } });
  }, [search, document, decision, personal, navigate]);
  const first = firstOf(starts.data ?? []);
  if (tried === null && (starts.isSuccess || starts.isError)) {
    setTried(
      first === undefined
        ? { asOf: new Date().toISOString(), facts: {}, edition: named }
        : caseOf(first, named),
    );
    setTitle(first?.title);
  }

  const answered = useAnswered(decision, tried, unread.size > 0);
  const { answer } = answered;

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
                setForm((before) => before + 1);
              }}
            />
          )}
          {tried === null ? null : (
            <button
              type="button"
              className="button no-print"
              onClick={() => {
                change({ asOf: tried.asOf, facts: {}, edition: tried.edition });
                setTitle(undefined);
                setForm((before) => before + 1);
              }}
            >
              Start from nothing, and be asked
            </button>
          )}
          {title === undefined ? null : <p className="start-title hint">From the scenario “{title}”</p>}
          {schema.isError ? <ErrorState error={schema.error} retry={schema.refetch} /> : null}
          {schema.data === undefined || tried === null ? (
            <Loading what="the form" />
          ) : (
            <UnreadFields value={noteUnread}>
              <CaseForm
                key={form}
                summary={summary}
                schema={schema.data}
                tried={tried}
                change={change}
                assumed={assumedByPath(answer?.assumed ?? [])}
                errors={new Map([...errorsOf(answered.preview.error), ...whysOf(unread)])}
              />
            </UnreadFields>
          )}
        </section>
        <TryAnswer
          summary={summary}
          tried={tried}
          personal={personal}
          unread={[...unread.values()]}
          answered={answered}
          change={change}
        />
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

const whysOf = (unread: ReadonlyMap<string, UnreadField>): readonly (readonly [string, string])[] =>
  [...unread].map(([pointer, { why }]) => [pointer, why]);

/** The case of the address, with what the browser keeps of it beside. */
const caseHere = (
  search: string,
  decision: string,
  { document, personal }: EditionSummary,
): TriedCase | undefined => keptCase(window.history.state, decision, caseOfQuery(search, document), personal);

const isSame = (one: TriedCase | null, other: TriedCase): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The case of a scenario, under an edition. */
const caseOf = ({ request: { asOf, facts, invalid } }: Start, edition: TriedCase['edition']): TriedCase => ({
  asOf,
  facts,
  edition,
  ...(invalid === undefined ? {} : { invalid }),
});
