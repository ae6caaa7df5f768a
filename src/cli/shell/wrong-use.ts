/** Wrong use of a command: told with its usage, exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
