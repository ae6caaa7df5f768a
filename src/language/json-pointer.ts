/** A step of a JSON Pointer (RFC 6901), escaped: `a/b` becomes `a~1b`. */
export const escapePointer = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** The steps of a JSON Pointer, as they are named. @param pointer empty, or from a slash on */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step));
