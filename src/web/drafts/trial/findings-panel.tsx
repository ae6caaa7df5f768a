import { useMutation, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { draftPath } from '../../api/drafts.js';
import { askJson } from '../../api/request.js';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, formatCount } from '../../parts/values/formats.js';
import { NotYet } from '../../parts/not-yet.js';
import { Ticked } from './ticked.js';
import type { Check, Finding } from '../../../wire/book/drafts.js';

/** Everything that is wrong with a draft, each with the way to its line. */
export const FindingsPanel = ({
  id,
  check,
  flush,
  goTo,
}: {
  readonly id: string;
  readonly check: UseQueryResult<Check>;
  readonly flush: () => Promise<string>;
  readonly goTo: (file: string, line: number) => void;
}): ReactElement => {
  const deep = useMutation({
    mutationFn: async () => {
      const of = await flush();
      const found = await askJson<Check>(draftPath(id, 'check'), { method: 'POST', body: { deep: true } });
      return { of, found };
    },
  });
  if (check.data === undefined) return <NotYet of={check} what="what is wrong" />;
  const { diagnostics, unreviewed, digest, refusals } = check.data;
  // What was found before the last change says nothing of what stands in the draft now.
  const isOfBefore = check.isPlaceholderData;
  const searched = deep.data?.found;
  const conflicts = (searched?.diagnostics ?? []).filter(({ code }) => code.startsWith('rules-'));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return (
    <div className="panel" aria-busy={check.isFetching}>
      <p role="status" className="panel-sum">
        {isOfBefore ? (
          <span className="badge">Being checked …</span>
        ) : digest !== null && refusals.length > 0 ? (
          <span className="badge badge-warn">Publishing would refuse it</span>
        ) : digest !== null ? (
          <span className="badge badge-good">Nothing is wrong</span>
        ) : unreviewed ? (
          <span className="badge badge-warn">Only reviews are lacking</span>
        ) : (
          <span className="badge badge-bad">{countOf(errors, 'error')}</span>
        )}{' '}
        {isOfBefore
          ? 'What stands below is of before the last change.'
          : unreviewed
            ? 'It can be tried. Before it is published, somebody reviews the clauses below.'
            : digest === null
              ? 'It cannot be tried before that is mended.'
              : ''}
      </p>
      {refusals.length === 0 ? null : (
        <ul className="findings">
          {refusals.map(({ code, where, message }) => (
            <li key={`${code} ${where}`} className="finding finding-warning">
              <p>
                <Ticked text={where} />
              </p>
              <p>
                <Ticked text={message} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <FindingList findings={diagnostics} goTo={goTo} />
      {digest === null && !unreviewed ? null : (
        <div className="panel-more">
          <h3>Conflicts and gaps</h3>
          <p className="hint">
            Looks for cases that rules decide against each other, or that no rule decides. That it finds none
            is no proof.
          </p>
          <Button
            className="button"
            isDisabled={deep.isPending}
            onPress={() => {
              deep.mutate();
            }}
          >
            {deep.isPending ? 'Looking …' : 'Look for conflicts and gaps'}
          </Button>
          {deep.isError ? <ErrorState error={deep.error} /> : null}
          {searched?.looked == null ? null : (
            <p role="status">
              {formatCount(searched.looked)} cases looked at, {countOf(conflicts.length, 'finding')}.
            </p>
          )}
          <FindingList findings={conflicts} goTo={goTo} />
        </div>
      )}
    </div>
  );
};

const FindingList = ({
  findings,
  goTo,
}: {
  readonly findings: readonly Finding[];
  readonly goTo: (file: string, line: number) => void;
}): ReactElement | null =>
  findings.length === 0 ? null : (
    <ul className="findings">
      {findings.map((finding, place) => (
        <li key={place} className={`finding finding-${finding.severity}`}>
          <Button
            className="finding-place"
            onPress={() => {
              goTo(finding.file, finding.line);
            }}
          >
            {finding.file}, line {finding.line}
          </Button>
          <p>
            <Ticked text={finding.message} />
          </p>
          <p className="hint">
            <Ticked text={finding.hint} />
          </p>
          {finding.clause === undefined ? null : (
            <p className="finding-clause">
              <b>{finding.clause.id}</b> {finding.clause.words}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
