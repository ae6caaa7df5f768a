import type { Value } from '../../language/types/types.js';

/** What somebody chose, as a request says it. */
export interface ChoiceRequest {
  readonly chosen: string;
  readonly amount?: Value;
  readonly effects?: Readonly<Record<string, Value>>;
  readonly reason: string;
  /** The id of the choice in whose place it stands. */
  readonly instead?: string;
}
