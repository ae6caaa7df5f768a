import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Select } from '../../../parts/select.js';
import type { Json } from '../../../../wire/parts.js';
import { ComparisonRow, type Vocabulary } from './comparison-row.js';
import { emptyComparison, joined, viewOf, type Joint } from './written-condition.js';

const joints: Readonly<Record<Joint, string>> = {
  all: 'all of these hold',
  any: 'any of these holds',
  not: 'this does not hold',
};

interface ConditionParts {
  readonly condition: Json;
  readonly path: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly change: (condition: Json) => void;
}

/** When a rule holds: in every case, or where conditions do, joined one inside the other as deep as a reader follows. */
export const ConditionEditor = ({ condition, path, vocabulary, change }: ConditionParts): ReactElement => {
  const view = viewOf(condition, 0);
  const isAlways = condition === 'always';
  const mode = isAlways ? 'always' : view.kind === 'comparison' ? 'all' : view.kind;
  const of = view.kind === 'comparison' ? [condition] : view.kind === 'kept' ? [] : view.of;
  return (
    <fieldset className="condition">
      <legend>When it holds</legend>
      {view.kind === 'kept' && !isAlways ? (
        <Kept condition={condition} />
      ) : (
        <>
          <Select
            aria-label="When it holds"
            value={mode}
            options={[
              ['always', 'in every case'],
              ...Object.entries(joints).map(([kind, words]) => [kind, `when ${words}`] as const),
            ]}
            choose={(other) => {
              if (other === 'always') change('always');
              else change(joined(jointOf(other), of.length === 0 ? [emptyComparison] : of));
            }}
          />
          {isAlways ? null : (
            <Joined
              kind={jointOf(mode)}
              of={of}
              depth={1}
              path={path}
              vocabulary={vocabulary}
              change={(next) => {
                // What stood alone stays so, as long as it is alone.
                const [only] = next;
                change(
                  view.kind === 'comparison' && next.length === 1
                    ? (only ?? null)
                    : joined(jointOf(mode), next),
                );
              }}
            />
          )}
        </>
      )}
    </fieldset>
  );
};

const jointOf = (text: string): Joint => (text === 'any' || text === 'not' ? text : 'all');

const Joined = ({
  kind,
  of,
  depth,
  path,
  vocabulary,
  change,
}: {
  readonly kind: Joint;
  readonly of: readonly Json[];
  readonly depth: number;
  readonly path: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly change: (of: readonly Json[]) => void;
}): ReactElement => (
  <div className="joined">
    <ul>
      {of.map((condition, place) => {
        const at = [...path, kind, String(place)];
        const put = (next: Json): void => {
          change(of.with(place, next));
        };
        const view = viewOf(condition, depth);
        const away =
          of.length === 1 || view.kind === 'kept' ? null : (
            <Button
              className="button button-quiet condition-away"
              aria-label={`Take condition ${at
                .filter((step) => /^\d+$/.test(step))
                .map((step) => Number(step) + 1)
                .join('.')} out`}
              onPress={() => {
                change(of.filter((_, other) => other !== place));
              }}
            >
              <span aria-hidden="true">×</span>
            </Button>
          );
        return (
          <li key={place}>
            {view.kind === 'kept' ? (
              <Kept condition={condition} />
            ) : view.kind === 'comparison' ? (
              <ComparisonRow comparison={view.of} path={at} vocabulary={vocabulary} change={put} />
            ) : (
              <div className="condition-group">
                <Select
                  aria-label={`How condition ${at
                    .filter((step) => /^\d+$/.test(step))
                    .map((step) => Number(step) + 1)
                    .join('.')} is joined`}
                  value={view.kind}
                  options={Object.entries(joints)}
                  choose={(joint) => {
                    put(joined(jointOf(joint), view.of));
                  }}
                />
                <Joined
                  kind={view.kind}
                  of={view.of}
                  depth={depth + 1}
                  path={at}
                  vocabulary={vocabulary}
                  change={(next) => {
                    put(joined(view.kind, next));
                  }}
                />
              </div>
            )}
            {away}
          </li>
        );
      })}
    </ul>
    {kind === 'not' ? null : (
      <div className="form-actions">
        <Button
          className="button button-quiet"
          onPress={() => {
            change([...of, emptyComparison]);
          }}
        >
          Add a condition
        </Button>
        {depth > 2 ? null : (
          <Button
            className="button button-quiet"
            onPress={() => {
              change([...of, joined(kind === 'all' ? 'any' : 'all', [emptyComparison])]);
            }}
          >
            Add {kind === 'all' ? 'a choice of conditions' : 'conditions that hold together'}
          </Button>
        )}
      </div>
    )}
  </div>
);

/** A condition that the form does not show: it is told, and never dropped. */
const Kept = ({ condition }: { readonly condition: Json }): ReactElement => (
  <div className="condition-kept">
    <p className="hint">
      This condition is joined deeper than the form shows. It stays as it is; the YAML changes it.
    </p>
    <code>{JSON.stringify(condition)}</code>
  </div>
);
