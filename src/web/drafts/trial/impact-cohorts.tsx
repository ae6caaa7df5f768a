import { useState, type ReactElement } from 'react';
import { Link } from 'wouter';
import { tellAmount } from '../../../language/money/tell-amount.js';
import { clauseAddress } from '../../parts/addresses.js';
import { formatCount, titleOfName } from '../../parts/values/formats.js';
import { SelectField } from '../../parts/select.js';
import { TableHead } from '../../parts/table-head.js';
import type { Draft } from '../../../wire/book/drafts.js';
import type { Impact, ImpactAmounts, ImpactCases } from '../../../wire/book/impact.js';

type Cohort = Impact['cohorts'][number];

const shownFirst = 12;

/** What changes, by clause, month, customer or a fact: those first in which most is gained or lost. */
export const ImpactCohorts = ({
  draft,
  impact,
}: {
  readonly draft: Draft;
  readonly impact: Impact;
}): ReactElement | null => {
  const [chosen, setChosen] = useState('clause');
  const [all, setAll] = useState(false);
  const cohort = impact.cohorts.find((one) => one.cohort === chosen) ?? impact.cohorts[0];
  if (cohort === undefined || impact.changed === 0) return null;
  const columns = impact.amounts.flatMap((one) =>
    (['gained', 'lost'] as const)
      .filter((which) => one[which] !== '0')
      .map((which) => ({ unit: one.unit, which })),
  );
  const rows = rowsOf(cohort, columns[0]?.unit);
  const shown = all ? rows : rows.slice(0, shownFirst);
  return (
    <section className="impact-cohorts">
      <SelectField
        label="Summed up by"
        value={cohort.cohort}
        options={impact.cohorts.map((one) => [one.cohort, cohortWords(one.cohort)])}
        choose={(one) => {
          setChosen(one);
          setAll(false);
        }}
      />
      {cohort.cohort === 'clause' ? (
        <p className="hint">
          A decision counts for each clause that it rests on, before or under the draft: the rows do not add
          up.
        </p>
      ) : null}
      <div
        className="impact-table"
        tabIndex={0}
        role="region"
        aria-label={`Summed up by ${cohortWords(cohort.cohort)}`}
      >
        <table>
          <TableHead
            columns={[
              cohortWords(cohort.cohort),
              'Would change',
              ...columns.map(({ unit, which }) => `${unit} ${which === 'gained' ? 'more' : 'less'}`),
            ]}
          />
          <tbody>
            {shown.map(({ value, compared, changed, amounts }) => (
              <tr key={value}>
                <th scope="row">
                  {cohort.cohort === 'clause' ? (
                    <Link href={clauseAddress(draft.from, value)}>{value}</Link>
                  ) : (
                    value
                  )}
                </th>
                <td className="figure">
                  {formatCount(changed)} of {formatCount(compared)}
                </td>
                {columns.map(({ unit, which }) => (
                  <td key={`${unit} ${which}`} className="figure">
                    {sumOf(amounts, unit, which)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === rows.length ? null : (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {formatCount(rows.length)}
        </button>
      )}
    </section>
  );
};

/** Months as they follow each other; the rest by what is gained and lost in the first unit, then by how many change. Those without a change are left out. */
const rowsOf = ({ cohort, values }: Cohort, unit: string | undefined): Cohort['values'] => {
  const rows = values.filter(({ changed }) => changed > 0);
  if (cohort === 'month') return rows;
  const moved = ({ amounts }: ImpactCases): bigint => {
    const one = amounts.find((amount) => amount.unit === unit);
    return one === undefined ? 0n : BigInt(one.gained) + BigInt(one.lost);
  };
  return [...rows].sort((a, b) => {
    const [one, other] = [moved(a), moved(b)];
    return one === other ? b.changed - a.changed : one < other ? 1 : -1;
  });
};

const cohortWords = (cohort: string): string =>
  cohort.startsWith('fact ') ? cohort.slice('fact '.length) : titleOfName(cohort);

const sumOf = (amounts: readonly ImpactAmounts[], unit: string, which: 'gained' | 'lost'): string => {
  const one = amounts.find((amount) => amount.unit === unit);
  return one === undefined || one[which] === '0' ? '' : tellAmount(BigInt(one[which]), one);
};
