/** Thrown where something of an edition can't be said in SQL exactly; the message names it. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
}
