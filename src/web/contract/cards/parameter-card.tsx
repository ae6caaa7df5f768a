import type { ReactElement } from 'react';
import { wordsOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { TableHead } from '../../parts/table-head.js';
import type { ParameterBook } from '../../../wire/book/contract.js';

/** A figure or policy that the terms leave open, with its values over time. */
export const ParameterCard = ({
  parameter: { parameter, describes, changedBy, sample, values },
}: {
  readonly parameter: ParameterBook;
}): ReactElement => (
  <div className="rule">
    <h4 className="rule-head">
      <span className="rule-name">{wordsOfName(parameter)}</span>
      {sample ? <span className="badge badge-warn">Sample, not a real figure</span> : null}
    </h4>
    <p>
      {describes} <span className="hint">Changed by {changedBy}.</span>
    </p>
    <table>
      <caption className="visually-hidden">Values of {wordsOfName(parameter)} over time</caption>
      <TableHead columns={['Holds from', 'Value', 'Made known']} />
      <tbody>
        {values.map(({ from, published, reference, value }) => (
          <tr key={from}>
            <td className="figure">
              <Instant at={from} only="date" />
            </td>
            <td className="parameter-value">{value}</td>
            <td className="figure">
              <Instant at={published} only="date" />
              {reference === null ? null : <span className="hint"> {reference}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
