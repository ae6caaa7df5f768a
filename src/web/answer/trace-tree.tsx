import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { clauseAddress, type EditionPlace } from '../parts/addresses.js';
import { capitalised } from '../../language/format-value.js';
import { countOf, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Value } from '../parts/values/value.js';
import { TableHead } from '../parts/table-head.js';
import { useGlossary } from '../api/contract.js';
import { shownValue } from '../../language/tell-value.js';
import { Condition, type Telling } from './trace-condition.js';
import './answer.css';
import type { Glossary } from '../../wire/book/contract.js';
import type { RuleTrace, Trace } from '../../wire/trace.js';

/** How a decision came about: each rule with its conditions and what they read, what was computed, which figures were in force. */
export const TraceTree = ({
  trace,
  edition,
}: {
  readonly trace: Pick<Trace, 'rules' | 'definitions' | 'parameters' | 'figuresAtOtherTimes' | 'facts'>;
  readonly edition: EditionPlace & { readonly digest: string };
}): ReactElement => {
  const glossary = useGlossary(edition).data;
  const telling: Telling = { names: glossary?.names ?? {}, known: trace };
  const rules = [...trace.rules].sort((a, b) => rankOf(a) - rankOf(b));
  const silent = rules.filter(({ fired }) => !fired);
  return (
    <div className="trace">
      <ul className="trace-rules">
        {rules
          .filter(({ fired }) => fired)
          .map((rule) => (
            <Rule key={rule.rule} rule={rule} edition={edition} telling={telling} isOpen={rule.standing} />
          ))}
      </ul>
      {silent.length === 0 ? null : (
        <details className="trace-silent">
          <summary>{countOf(silent.length, 'rule that does', 'rules that do')} not apply</summary>
          <ul className="trace-rules">
            {silent.map((rule) => (
              <Rule key={rule.rule} rule={rule} edition={edition} telling={telling} isOpen={false} />
            ))}
          </ul>
        </details>
      )}
      <Computed trace={trace} terms={glossary?.terms ?? []} />
    </div>
  );
};

const rankOf = ({ standing, fired }: RuleTrace): number => (standing ? 0 : fired ? 1 : 2);

const Rule = ({
  rule,
  edition,
  telling,
  isOpen,
}: {
  readonly rule: RuleTrace;
  readonly edition: EditionPlace;
  readonly telling: Telling;
  readonly isOpen: boolean;
}): ReactElement => (
  <li>
    <details open={isOpen}>
      <summary>
        <Fate rule={rule} /> <span className="trace-rule-name">{titleOfName(rule.rule)}</span>
      </summary>
      <div className="trace-rule-body">
        <p className="hint">
          {rule.clauses.map((clause, place) => (
            <span key={clause}>
              {place === 0 ? 'Clause ' : ', '}
              <Link href={clauseAddress(edition, clause)}>{clause}</Link>
            </span>
          ))}
          {rule.overriddenBy.length === 0
            ? null
            : ` · gave way to ${rule.overriddenBy.map((by) => `“${wordsOfName(by)}”`).join(' and ')}`}
        </p>
        <ul className="conditions">
          <Condition condition={rule.when} telling={telling} />
        </ul>
      </div>
    </details>
  </li>
);

const Fate = ({ rule }: { readonly rule: RuleTrace }): ReactElement => {
  if (rule.standing) return <span className="badge badge-good">decides</span>;
  return rule.fired ? (
    <span className="badge badge-warn">gives way</span>
  ) : (
    <span className="badge">does not apply</span>
  );
};

const Computed = ({
  trace,
  terms,
}: {
  readonly trace: Pick<Trace, 'definitions' | 'parameters' | 'figuresAtOtherTimes' | 'facts'>;
  readonly terms: Glossary['terms'];
}): ReactElement => {
  const { definitions, parameters, figuresAtOtherTimes = [] } = trace;
  const termOf = (name: string): Glossary['terms'][number] | undefined =>
    terms.find(({ term }) => term === name);
  return (
    <>
      {definitions.length === 0 ? null : (
        <details className="trace-computed">
          <summary>What was computed ({definitions.length})</summary>
          <div className="table-scroll" tabIndex={0} role="region" aria-label="What was computed">
            <table>
              <TableHead columns={['Word of the contract', 'Value', 'How']} />
              <tbody>
                {definitions.map(({ term, value, expression, clauses }) => (
                  <tr key={term}>
                    <th scope="row">
                      {termOf(term) === undefined ? (
                        <code>{term}</code>
                      ) : (
                        <span title={term}>{capitalised(termOf(term)?.name ?? '')}</span>
                      )}
                      {clauses.length === 0 ? null : <span className="hint"> {clauses.join(', ')}</span>}
                    </th>
                    <td>
                      <Value value={shownValue(trace, term, value)} />
                    </td>
                    <td>
                      {termOf(term) === undefined ? (
                        <code>{expression}</code>
                      ) : (
                        capitalised(termOf(term)?.words ?? '')
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <FigureTable
        title={`Figures in force (${parameters.length})`}
        figures={parameters.map(({ name, ...dated }) => ({ name, values: [dated] }))}
      />
      <FigureTable
        title={`Figures that are read as they were at another time (${figuresAtOtherTimes.length})`}
        figures={figuresAtOtherTimes}
      />
    </>
  );
};

/** Figures with their values and since when each is; nothing where there are none. */
const FigureTable = ({
  title,
  figures,
}: {
  readonly title: string;
  readonly figures: NonNullable<Trace['figuresAtOtherTimes']>;
}): ReactElement | null =>
  figures.length === 0 ? null : (
    <details className="trace-computed">
      <summary>{title}</summary>
      <table>
        <TableHead columns={['Figure', 'Value', 'Since']} />
        <tbody>
          {figures.flatMap(({ name, values }) =>
            values.map(({ value, from }) => (
              <tr key={`${name} ${from}`}>
                <th scope="row">{titleOfName(name)}</th>
                <td>
                  <Value value={value} />
                </td>
                <td>
                  <Value value={from} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
