/** The limits of requests. */
export interface RequestLimits {
  /** The most bytes of a single request's body. */
  readonly bodyLimitBytes: number;
  /** The most bytes of a batch's body. */
  readonly batchLimitBytes: number;
  /** A body that is read as a whole must be here by then; a stream of lines may take longer. */
  readonly bodyTimeoutMs: number;
  /** The headers of a request must be here by then. */
  readonly headersTimeoutMs: number;
  /** A connection stays open for so long after an answer, for the next request. */
  readonly keepAliveMs: number;
  /** Where nothing of an answer is taken for so long, its connection is cut. */
  readonly takenTimeoutMs: number;
}

/** 128 kB for one request, 8 MB for a batch, 30 seconds for either; 10 seconds for the headers; 5 seconds between two requests; a minute in which nothing of an answer is taken. */
export const defaultLimits: RequestLimits = {
  bodyLimitBytes: 128 * 1024,
  batchLimitBytes: 8 * 1024 * 1024,
  bodyTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  keepAliveMs: 5_000,
  takenTimeoutMs: 60_000,
};
