/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What Clausebook answered: an HTTP status, and a decision or a problem document. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

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

/** Takes a value as it is sent: what JSON cannot carry is dropped, as on the wire. */
export const asSent = (value: unknown): Json => {
  const parsed: unknown = JSON.parse(JSON.stringify(value ?? null));
  // JSON.parse gives nothing but JSON values.
  return parsed as Json;
};
