/** Thrown where a value is absent that an expression requires. */
export class RequiredAbsent extends RangeError {
  override readonly name = 'RequiredAbsent';
  /** JSON Pointer of the fact that is absent; empty where it is computed. */
  readonly pointer: string;
  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}
