import autocannon from 'autocannon';

/** What is asked of a server, over and over. */
export interface Load {
  readonly url: string;
  readonly body: string;
  readonly connections: number;
  readonly durationMs: number;
}

/** What a server did under a load. */
export interface LoadFigures {
  readonly answers: number;
  /** Answers per second. */
  readonly rate: number;
  /** Half of the answers took at most so long. */
  readonly p50Ms: number;
  /** All but one in a hundred took at most so long. */
  readonly p99Ms: number;
}

/** Keeps so many connections asking, each as soon as it has its answer. Throws where an answer is no success. */
export const applyLoad = ({ url, body, connections, durationMs }: Load): Promise<LoadFigures> =>
  new Promise((resolve, reject) => {
    // The histogram of autocannon knows whole milliseconds only.
    const times: number[] = [];
    const instance = autocannon(
      {
        url,
        connections,
        duration: durationMs / 1000,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      },
      (error: unknown, { non2xx, errors, duration }) => {
        if (error !== null) reject(new Error(`${url} could not be asked`, { cause: error }));
        else if (non2xx > 0 || errors > 0) reject(new Error(`${url}: ${non2xx} refusals, ${errors} errors`));
        else {
          const sorted = Float64Array.from(times).sort();
          const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
          resolve({
            answers: sorted.length,
            rate: sorted.length / duration,
            p50Ms: at(0.5),
            p99Ms: at(0.99),
          });
        }
      },
    );
    instance.on('response', (_client, _status, _bytes, responseTimeMs) => {
      times.push(responseTimeMs);
    });
  });
