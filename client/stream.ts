import { NoAnswer } from './problem.js';
import { addressOf, failureOf, headersOf, type CallOptions, type ClientOptions } from './send.js';

/**
 * Sends items, one on each line, and yields the lines of the answer as they come; no more items are taken than the service reads. It is never sent
 * again by itself, since the items are gone: under the same key the same items may be sent again, and those that were decided are told again.
 */
export async function* streamLines(
  options: ClientOptions,
  items: AsyncIterable<object> | Iterable<object>,
  { idempotencyKey, signal }: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  const headers = headersOf(options, {
    method: 'POST',
    path: '/decide',
    accept: 'application/x-ndjson',
    key: idempotencyKey ?? crypto.randomUUID(),
  });
  headers.set('content-type', 'application/x-ndjson');
  const stopped = new AbortController();
  const response = await ask(options, {
    method: 'POST',
    headers,
    body: linesOf(items, stopped.signal),
    // Both ways at once; not yet among the types of every platform.
    ...({ duplex: 'half' } as const),
    signal: signal === undefined ? stopped.signal : AbortSignal.any([signal, stopped.signal]),
  });
  if (!response.ok) throw failureOf(response.status, await response.text(), 'POST /decide');
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await read(reader, signal);
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line);
      if (done) break;
    }
    if (rest !== '') throw new NoAnswer('POST /decide: the answer broke off in the middle of a line');
  } finally {
    // Whoever stops reading stops what is sent, too.
    stopped.abort();
  }
}

const ask = async (options: ClientOptions, init: RequestInit): Promise<Response> => {
  try {
    return await (options.fetch ?? fetch)(addressOf(options, '/decide'), init);
  } catch (cause) {
    init.signal?.throwIfAborted();
    throw new NoAnswer('POST /decide: no answer came', { cause });
  }
};

const read = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<{ readonly done: boolean; readonly value?: Uint8Array }> => {
  try {
    const { done, value } = await reader.read();
    return value === undefined ? { done } : { done, value };
  } catch (cause) {
    signal?.throwIfAborted();
    throw new NoAnswer('POST /decide: the answer broke off', { cause });
  }
};

/** Items that are sent in one turn of the event loop. */
const itemsInTurn = 64;

/** Lines of items, until there are no more or the answer is read no further: what sends may take on after that. */
const linesOf = (
  items: AsyncIterable<object> | Iterable<object>,
  stopped: AbortSignal,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let sent = 0;
  const taken = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (stopped.aborted) {
        controller.close();
        await taken.return?.();
        return;
      }
      sent += 1;
      // Items that are all there would leave no turn to what comes in, such as the end of the connection.
      if (sent % itemsInTurn === 0) await new Promise((resolve) => setTimeout(resolve));
      const next = await taken.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
    },
    cancel: async () => {
      await taken.return?.();
    },
  });
};
