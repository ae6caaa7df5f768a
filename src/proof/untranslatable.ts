/** Thrown where a part of an edition can't be said to the solver exactly; what can't be said is not proved, and is told by name. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
}
