import type { Parameter } from './declarations.js';
import type { Edition } from './edition.js';

/** An edition with another one in the place of a parameter, wherever a decision reads it. */
export const withParameter = (edition: Edition, changed: Parameter): Edition => {
  const put = (parameter: Parameter): Parameter => (parameter.name === changed.name ? changed : parameter);
  return {
    ...edition,
    parameters: new Map([...edition.parameters].map(([name, parameter]) => [name, put(parameter)])),
    decisions: new Map(
      [...edition.decisions].map(([name, set]) => [name, { ...set, parameters: set.parameters.map(put) }]),
    ),
  };
};
