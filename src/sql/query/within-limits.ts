import type { DecidedRows } from '../decision/conclude-rows.js';
import type { RowsFormula } from '../decision/decide-rows.js';
import { Untranslatable } from '../untranslatable.js';
import type { Output } from './outputs.js';

/** Columns beside those of the levels: the plan of a set, why facts are refused, and room for keys. */
const more = 20;

/** Throws `Untranslatable` where an engine cuts the name of a column that is given or answered, or takes fewer columns. */
export const holdToLimits = (
  { dialect, layers }: RowsFormula,
  { given, layers: later }: DecidedRows,
  outputs: readonly Output[],
): void => {
  const { nameBytes, columns } = dialect.limits;
  const names = [...given.columns, ...given.presences, ...outputs].map(({ name }) => name);
  const long = names.find((name) => Buffer.byteLength(name) > nameBytes);
  if (long !== undefined)
    throw new Untranslatable(
      `a column \`${long}\`, of whose name ${dialect.title} takes no more than ${nameBytes} bytes`,
    );
  const all = new Set([...names, ...[...layers.columns(), ...later.columns()].map(({ name }) => name)]);
  if (all.size + more > columns)
    throw new Untranslatable(
      `${all.size} columns, of which ${dialect.title} takes no more than ${columns - more}`,
    );
};
