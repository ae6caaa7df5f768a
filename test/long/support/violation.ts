/** What must hold under every fault, and did not. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Throws a {@link Violation} that says what did not hold. */
export const must: (holds: boolean, what: string) => asserts holds = (holds, what) => {
  if (!holds) throw new Violation(what);
};
