import type { ReactElement } from 'react';
import { titleOfName, wordsOfName } from '../parts/values/formats.js';
import { isList, isRecord } from '../../language/values.js';
import { isInstant } from '../../language/instants.js';
import { isMoney, tellValue } from '../../language/tell-value.js';
import { useZone } from '../parts/values/zone.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** Facts by name, records within records; what was not given says that it was assumed, and what is none is left out. */
export const FactList = ({
  facts,
  said,
  isInner = false,
}: {
  readonly facts: JsonObject;
  /** As they were given. */
  readonly said: JsonObject;
  readonly isInner?: boolean;
}): ReactElement => {
  const zone = useZone();
  return (
    <dl className={isInner ? 'facts facts-inner' : 'facts'}>
      {Object.entries(facts)
        .filter(([, value]) => !isNone(value))
        .map(([name, value]) => {
          const given = said[name];
          return (
            <div key={name} className={isNested(value) ? 'fact fact-nested' : 'fact'}>
              <dt>
                {titleOfName(name)}
                {given === undefined ? <span className="badge fact-assumed">assumed</span> : null}
              </dt>
              <dd>
                {isNested(value) ? (
                  <FactList facts={fieldsOf(value)} said={fieldsOf(given ?? value)} isInner />
                ) : (
                  <span className="figure">{tellFact(value, zone)}</span>
                )}
              </dd>
            </div>
          );
        })}
    </dl>
  );
};

const isNested = (value: Json | undefined): boolean =>
  (isRecord(value) && !isMoney(value)) || (isList(value) && value.some((item) => isRecord(item)));

const fieldsOf = (value: Json | undefined): JsonObject => {
  if (isList(value)) return Object.fromEntries(value.map((item, place) => [String(place + 1), item]));
  return isRecord(value) ? value : {};
};

const isNone = (value: Json | undefined): boolean =>
  value === null || value === undefined || (isRecord(value) && Object.values(value).every(isNone));

const tellFact = (value: Json | undefined, zone: string): string =>
  typeof value === 'string' && !isInstant(value) && /^[a-z]+(?:-[a-z]+)+$/.test(value)
    ? wordsOfName(value)
    : tellValue(value, 'none', zone);
