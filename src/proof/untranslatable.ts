/** Thrown where a part of an edition can't be said to the solver exactly; what can't be said is not proved, and is told by name. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
  /** Whether the definition or rule where the part stands is told already. */
  readonly isPlaced: boolean;

  constructor(what: string, place?: string) {
    super(place === undefined ? what : `${what} in \`${place}\``);
    this.isPlaced = place !== undefined;
  }
}
