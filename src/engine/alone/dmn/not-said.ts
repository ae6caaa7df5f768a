/** Why nothing is said of an expression: DMN has something here that is not computed, or leaves open what it is. */
export class NotSaid extends Error {
  override readonly name = 'NotSaid';
}
