import { useId, useMemo, type ReactElement } from 'react';
import { isRecord } from '../../../../language/values.js';
import { Select } from '../../../parts/select.js';
import type { ConditionName, RulesForm } from '../../../../wire/book/forms.js';
import type { Json, JsonObject } from '../../../../wire/parts.js';
import { textOf } from './rule-texts.js';
import { ComparedValue } from './compared-value.js';

/** What conditions may be made of. */
export type Vocabulary = Pick<RulesForm, 'names' | 'operators'>;

const kinds: Readonly<Record<ConditionName['from'], string>> = {
  fact: 'Facts',
  definition: 'Definitions',
  figure: 'Figures',
  decision: 'The decision',
};

/** A name, an operator that its values take, and what it is compared with. */
export const ComparisonRow = ({
  comparison,
  path,
  vocabulary,
  change,
}: {
  readonly comparison: JsonObject;
  readonly path: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly change: (comparison: JsonObject) => void;
}): ReactElement => {
  const fact = textOf(comparison['fact']);
  const operator = textOf(comparison['operator']);
  const value = comparison['value'] ?? null;
  const name = vocabulary.names.find((one) => one.name === fact);
  const known = name === undefined ? [] : (vocabulary.operators[name.type] ?? []);
  const place = path
    .filter((step) => /^\d+$/.test(step))
    .map((step) => Number(step) + 1)
    .join('.');
  const isOther = isRecord(value);
  const id = useId();
  return (
    <div className="comparison">
      <NameSelect
        label={`Name in condition ${place}`}
        names={vocabulary.names}
        chosen={fact}
        choose={(chosen) => {
          const next = vocabulary.names.find((one) => one.name === chosen);
          const operators = vocabulary.operators[next?.type ?? ''] ?? [];
          const stays = operators.some((one) => one.operator === operator);
          const isAlike = stays && next?.type === name?.type && next?.values.join() === name?.values.join();
          change({
            ...comparison,
            fact: chosen,
            operator: stays ? operator : (operators[0]?.operator ?? 'equal'),
            value: isAlike ? value : null,
          });
        }}
      />
      <Select
        aria-label={`How it is compared in condition ${place}`}
        value={operator}
        options={[
          ...(known.some((one) => one.operator === operator) ? [] : [[operator, operator] as const]),
          ...known.map((one) => [one.operator, one.words] as const),
        ]}
        choose={(other) => {
          const wasList = Array.isArray(value);
          const isList = other === 'in' || other === 'notIn';
          const isPresent = (other === 'present') === (operator === 'present');
          const next: Json = !isPresent
            ? null
            : wasList === isList || isOther
              ? value
              : isList
                ? value === null
                  ? []
                  : [value]
                : null;
          change({ ...comparison, operator: other, value: next });
        }}
      />
      {operator === 'present' ? null : (
        <Select
          aria-label={`What it is compared with in condition ${place}`}
          id={id}
          value={isOther ? 'name' : 'value'}
          options={[
            ['value', 'the value'],
            ['name', 'what is told by'],
          ]}
          choose={(kind) => {
            change({ ...comparison, value: kind === 'name' ? { fact: '' } : null });
          }}
        />
      )}
      {isOther ? (
        <NameSelect
          label={`Name that it is compared with in condition ${place}`}
          names={vocabulary.names.filter(
            (one) =>
              name === undefined ||
              one.literal === name.literal ||
              one.type === name.type ||
              operator === 'in' ||
              operator === 'notIn',
          )}
          chosen={textOf(value['fact'])}
          choose={(chosen) => {
            change({ ...comparison, value: { fact: chosen } });
          }}
        />
      ) : (
        <ComparedValue
          pointer={`/${path.join('/')}/value`}
          label={`Value in condition ${place}`}
          name={name}
          operator={operator}
          value={value}
          change={(next) => {
            change({ ...comparison, value: next });
          }}
        />
      )}
    </div>
  );
};

/** One of the names that there are, those of a kind together. */
const NameSelect = ({
  label,
  names,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly names: readonly ConditionName[];
  readonly chosen: string;
  readonly choose: (name: string) => void;
}): ReactElement => {
  const options = useMemo(
    () =>
      Object.entries(kinds).map(([from, words]) => (
        <optgroup key={from} label={words}>
          {names
            .filter((one) => one.from === from)
            .map((one) => (
              <option key={one.name} value={one.name}>
                {one.words === one.name ? one.name : `${one.words} (${one.name})`}
              </option>
            ))}
        </optgroup>
      )),
    [names],
  );
  const isKnown = names.some((one) => one.name === chosen);
  return (
    <select
      className="name-select"
      aria-label={label}
      value={chosen}
      onChange={({ target }) => {
        choose(target.value);
      }}
    >
      {chosen === '' ? <option value="">Choose …</option> : null}
      {isKnown || chosen === '' ? null : <option value={chosen}>{chosen}</option>}
      {options}
    </select>
  );
};
