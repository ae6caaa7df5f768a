import type { Engine } from './engine.js';
import type { Ask, Read } from './messages.js';
import type { Queries } from './queries.js';

/** Does what the writer of a log is asked for. */
export const writeTo = async (engine: Engine, asked: Ask): Promise<unknown> => {
  const { writer, removal, database } = engine;
  switch (asked.ask) {
    case 'erase':
      return removal.erase(asked.request);
    case 'drop':
      return removal.drop(asked.request);
    case 'keepRelease':
      writer.keepRelease(asked.release);
      return undefined;
    case 'keepCheckpoint':
      writer.keepCheckpoint(asked.checkpoint);
      return undefined;
    case 'check':
      writer.check();
      return undefined;
    case 'close':
      // What is not brought into the file now is by the next start.
      await removal.finish().catch(() => undefined);
      try {
        database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      } catch {
        // The same.
      } finally {
        engine.close();
      }
      return undefined;
  }
};

/** Asks a method of the queries. */
export const readFrom = (queries: Queries, { read, args }: Read): unknown =>
  (queries[read] as (...given: readonly unknown[]) => unknown).apply(queries, [...args]); // whoever asks knows the method
