import type { Answer, JsonObject } from '../index.js';

/** The port through which scenarios ask; `http-driver.ts` and `in-process-driver.ts` stand behind it. */
export interface Driver {
  /** Asks for one decision with the body of `POST /decide/{decision}`; the decision is recorded. */
  readonly ask: (decision: string, body: JsonObject) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Where a driver keeps its records and finds the editions. */
export interface DriverFolders {
  readonly dataDirectory: string;
  readonly editionsDirectory: string;
}
