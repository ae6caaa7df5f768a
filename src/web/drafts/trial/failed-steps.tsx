import type { ReactElement } from 'react';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { tellValue } from '../../../language/tell-value.js';
import { useZone } from '../../parts/values/zone.js';
import { Ticked } from './ticked.js';
import type { FailedScenario } from '../../../wire/book/drafts.js';
import type { Json } from '../../../wire/parts.js';

type Step = FailedScenario['steps'][number];

/** The steps of a scenario that fails, and at those that do what it was before and what it is under the draft. */
export const FailedSteps = ({
  steps,
  passedBefore,
}: {
  readonly steps: readonly Step[];
  readonly passedBefore: boolean;
}): ReactElement => (
  <ol className="failed-steps">
    {steps.map(({ keyword, text, table, failed }, place) => (
      <li key={place} className={failed.length === 0 ? undefined : 'failed-step'}>
        <b>{keyword.trim()}</b> {text}
        {table.map((row) => (
          <span key={row.join('|')} className="scenario-row">
            {row.join(': ')}
          </span>
        ))}
        {failed.map(({ message, value }) => (
          <p key={message}>
            {value === null ? (
              <Ticked text={message} />
            ) : (
              <Turned value={value} passedBefore={passedBefore} />
            )}
          </p>
        ))}
      </li>
    ))}
  </ol>
);

/** A value that is another than the scenario says: where it passed before, that is what it was. */
const Turned = ({
  value: { path, required, is },
  passedBefore,
}: {
  readonly value: NonNullable<Step['failed'][number]['value']>;
  readonly passedBefore: boolean;
}): ReactElement => {
  const zone = useZone();
  const tell = (value: Json): string =>
    path === 'outcome' && typeof value === 'string' ? wordsOfName(value) : tellValue(value, 'absent', zone);
  return (
    <>
      {titleOfName(path.replace(/^effects\./, '').replaceAll('.', ' '))}:{' '}
      {passedBefore ? 'before' : 'required'} <del>{tell(required)}</del>, under the draft <b>{tell(is)}</b>
    </>
  );
};
