/** What counts calls is told: count anew, or write down what was called since into a folder. */
export interface PathMessage {
  readonly end: string | null;
}
