/** A place in a JSON value (RFC 6901): `/facts/package/plan`. */
export type Pointer = string;

/** The pointer to a field or item below a place. */
export const below = (pointer: Pointer, step: string | number): Pointer =>
  `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The names and places that a pointer goes through. */
export const stepsOf = (pointer: Pointer): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step));
