import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { askDecisions } from '../../api/log.js';
import type { LogQuery } from '../../parts/addresses.js';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, formatCount, titleOfName } from '../../parts/values/formats.js';
import { saveFile } from '../../parts/save-file.js';
import { TableHead } from '../../parts/table-head.js';
import { tellValue } from '../../../language/tell-value.js';
import { csvOf, sumsOf } from './log-table-file.js';
import type { DecisionAnswer } from '../../../wire/decision.js';

/** So many decisions are summed up and exported at once; more by `clausebook log export`. */
const mostExported = 10_000;

/** Sums up the decisions that fit, and saves them as a table or as JSON. */
export const LogExport = ({ query }: { readonly query: LogQuery }): ReactElement => {
  const read = useMutation({ mutationFn: () => readAll(query) });
  const name = `decisions-${new Date().toISOString().slice(0, 10)}`;
  const all = read.data?.items;
  if (all === undefined)
    return (
      <div className="log-export no-print">
        <Button
          className="button"
          isDisabled={read.isPending}
          onPress={() => {
            read.mutate();
          }}
        >
          {read.isPending ? 'Reading the log …' : 'Sum up and export'}
        </Button>
        {read.error === null ? null : <ErrorState error={read.error} />}
      </div>
    );
  const sums = sumsOf(all);
  return (
    <section className="card log-export" aria-labelledby="export-title">
      <h2 id="export-title">{countOf(all.length, 'decision')} summed up</h2>
      {read.data?.isWhole === true ? null : (
        <p className="hint">
          These are the newest {formatCount(mostExported)}; there are more that fit. Ask for less, or take all
          by <code>clausebook log export</code>.
        </p>
      )}
      {sums.length === 0 ? (
        <p>None of them has an effect that can be summed up.</p>
      ) : (
        <table>
          <caption className="visually-hidden">Sums of the effects, by decision</caption>
          <TableHead columns={['Decision', 'Effect', 'Sum', 'In']} />
          <tbody>
            {sums.map(({ decision, effect, currency, sum, decisions }) => (
              <tr key={`${decision} ${effect} ${currency ?? ''}`}>
                <th scope="row">{titleOfName(decision)}</th>
                <td>{titleOfName(effect)}</td>
                <td className="figure">{tellValue(currency === null ? sum : { minor: sum, currency })}</td>
                <td>{countOf(decisions, 'decision')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="log-export-ways no-print">
        <Button
          className="button"
          onPress={() => {
            saveFile(`${name}.csv`, new Blob([csvOf(all)], { type: 'text/csv' }));
          }}
        >
          Download as CSV
        </Button>
        <Button
          className="button"
          onPress={() => {
            saveFile(`${name}.json`, new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
          }}
        >
          Download as JSON
        </Button>
      </div>
      <p className="hint">
        They hold what the log still has in the open, subjects among it: keep them as that.
      </p>
    </section>
  );
};

const readAll = async (
  query: LogQuery,
): Promise<{ readonly items: readonly DecisionAnswer[]; readonly isWhole: boolean }> => {
  const items: DecisionAnswer[] = [];
  let cursor: string | undefined;
  do {
    const page = await askDecisions(query, { limit: 500, cursor });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < mostExported);
  return {
    items: items.slice(0, mostExported),
    isWhole: cursor === undefined && items.length <= mostExported,
  };
};
