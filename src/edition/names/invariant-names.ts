/** How an invariant names what a decision says: `decided.refund.outcome`, `decided.refund.effects.amount`. */

/** The outcome of a decision; a hyphen in its name would be a minus. */
export const outcomeName = (decision: string): string => `decided.${inCamelCase(decision)}.outcome`;

/** An effect of a decision. */
export const effectName = (decision: string, effect: string): string =>
  `decided.${inCamelCase(decision)}.effects.${effect}`;

const inCamelCase = (id: string): string =>
  id.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const after = 'after.';

/** The same name of the case after a step. */
export const afterName = (name: string): string => `${after}${name}`;

/** The name of which a name is the one after a step; `undefined` of one that is of the case before. */
export const nameBefore = (name: string): string | undefined =>
  name.startsWith(after) ? name.slice(after.length) : undefined;

/** Names that invariants need for themselves. */
export const namesOfInvariants: ReadonlySet<string> = new Set(['after', 'decided']);
