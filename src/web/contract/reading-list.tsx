import { useState, type ReactElement } from 'react';
import { Link } from 'wouter';
import { clauseAddress } from '../parts/addresses.js';
import { countOf, formatCount } from '../parts/values/formats.js';
import { Gains } from '../parts/values/gains.js';
import { SelectField } from '../parts/select.js';
import { ReadingCard } from './cards/reading-card.js';
import type { Exposure } from '../../wire/book/impact.js';
import type { EditionSummary, Reading } from '../../wire/editions.js';

const orders = {
  contract: 'As the contract has them',
  risk: 'By risk, the greatest first',
  exposure: 'By how many decisions would change',
} as const;

type Order = keyof typeof orders;

const isOrder = (text: string): text is Order => Object.hasOwn(orders, text);

/** The readings of an edition, each with its clauses and what hangs on it. */
export const ReadingList = ({
  edition,
  readings,
  exposure,
}: {
  readonly edition: EditionSummary;
  readonly readings: readonly Reading[];
  readonly exposure: Exposure | undefined;
}): ReactElement => {
  const [order, setOrder] = useState<Order>('contract');
  const hangs = new Map(exposure?.readings.map((one) => [one.id, one]));
  return (
    <section aria-labelledby="reading-list">
      <h2 id="reading-list">{countOf(readings.length, 'reading')}</h2>
      <SelectField
        label="Order"
        className="field reading-order"
        value={order}
        options={Object.entries(orders).filter(([value]) => value !== 'exposure' || exposure !== undefined)}
        choose={(value) => {
          if (isOrder(value)) setOrder(value);
        }}
      />
      <ul className="plain-list reading-list">
        {inOrder(readings, order, hangs).map((reading) => (
          <li key={reading.id} className="card">
            <ReadingCard as="h3" reading={reading} />
            <p className="hint">
              In{' '}
              {reading.clauses.map((clause, place) => (
                <span key={clause}>
                  {place === 0 ? '' : ', '}
                  <Link href={clauseAddress(edition, clause)}>clause {clause}</Link>
                </span>
              ))}
            </p>
            {exposure === undefined ? null : (
              <Hanging reading={reading} hangs={hangs.get(reading.id)} records={exposure.records} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Hanging = ({
  reading,
  hangs,
  records,
}: {
  readonly reading: Reading;
  readonly hangs: Exposure['readings'][number] | undefined;
  readonly records: number;
}): ReactElement =>
  hangs === undefined ? (
    <p className="hint">
      {reading.id} does not say as data what it rejected: what hangs on it cannot be computed.
    </p>
  ) : (
    <>
      <p>
        <span className={`badge ${hangs.changed === 0 ? 'badge-good' : 'badge-warn'}`}>
          {hangs.changed === 0 ? 'None would change' : `${formatCount(hangs.changed)} would change`}
        </span>{' '}
        of {countOf(hangs.compared, 'decision')}, read the other way
        {hangs.compared === records ? '' : `; ${formatCount(records - hangs.compared)} could not be compared`}
        .
      </p>
      {hangs.amounts.map((one) => (
        <Gains key={one.unit} amounts={one} />
      ))}
    </>
  );

const risks: Readonly<Record<string, number>> = { high: 0, medium: 1, low: 2 };

const inOrder = (
  readings: readonly Reading[],
  order: Order,
  hangs: ReadonlyMap<string, Exposure['readings'][number]>,
): readonly Reading[] => {
  if (order === 'contract') return readings;
  const weight = ({ id, risk }: Reading): number =>
    order === 'risk' ? (risks[risk ?? ''] ?? 3) : -(hangs.get(id)?.changed ?? -1);
  return [...readings].sort((a, b) => weight(a) - weight(b));
};
