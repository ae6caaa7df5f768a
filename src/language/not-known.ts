/** Thrown where something is not known at that time: business days that a calendar does not reach, a figure before its first value. */
export class NotKnown extends RangeError {
  override readonly name = 'NotKnown';
}
