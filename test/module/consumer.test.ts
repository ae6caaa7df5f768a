import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'node:test';
import pg from 'pg';
import { temporary } from '../cli/support/call.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { sharedPostgres } from '../support/postgres.js';
import { moduleText } from './support/modules.js';

/** What the guide's consumer is given: messages as a broker delivers them, at least once. */
interface Message {
  readonly id: string;
  readonly at: string;
  readonly facts: unknown;
  readonly acknowledge: () => Promise<void>;
}

type Consume = (
  messages: AsyncIterable<Message>,
  inTransaction: (work: (database: pg.Client) => Promise<void>) => Promise<void>,
) => Promise<void>;

/** The consumer of docs/scale.md as it stands there, beside the module that it imports. */
const writeConsumer = async (directory: string): Promise<Consume> => {
  const guide = await readFile(new URL('../../docs/scale.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n(import \{ decide, edition \}[^]*?)```/.exec(guide) ?? [];
  const [first = '', ...rest] = code.split('\n');
  assert.match(first, /^import .* from '\.\/refund\.js';/);
  const file = join(directory, 'consumer.mjs');
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await writeFile(join(directory, 'refund.js'), await moduleText(await loadRealEdition(), 'refund'));
  await writeFile(
    file,
    `${first}\nexport const consume = async (messages, inTransaction) => {\n${rest.join('\n')}\n};\n`,
  );
  const { consume } = (await import(pathToFileURL(file).href)) as { readonly consume: Consume }; // as it was written
  return consume;
};

class Crash extends Error {}

describe('a consumer of a stream, as the guide has it', () => {
  it('does once what is delivered more than once, also after a crash at each moment', async (t) => {
    const consume = await writeConsumer(await temporary(t));
    const { example } = await loadRealEdition();
    assert.ok(example?.decision === 'refund');
    const server = await sharedPostgres();
    const database = new pg.Client(await server.makeDatabase());
    await database.connect();
    t.after(() => database.end());
    await database.query('CREATE TABLE decided (message text PRIMARY KEY, digest text, result jsonb)');
    await database.query('CREATE TABLE outbox (message text, result jsonb)');

    const waiting = ['a', 'b', 'c', 'a', 'd', 'b'];
    const moments = ['before the commit', 'before it is acknowledged', 'never', 'before the commit'];
    let crash: string | undefined;
    async function* deliver(): AsyncGenerator<Message> {
      for (let id = waiting[0]; id !== undefined; id = waiting[0]) {
        crash = moments.shift();
        yield await Promise.resolve({
          id,
          at: example?.asOf ?? '',
          facts: example?.facts,
          acknowledge: () => {
            if (crash === 'before it is acknowledged') return Promise.reject(new Crash());
            waiting.shift();
            return Promise.resolve();
          },
        });
      }
    }
    const inTransaction = async (work: (of: pg.Client) => Promise<void>): Promise<void> => {
      await database.query('BEGIN');
      try {
        await work(database);
        if (crash === 'before the commit') throw new Crash();
        await database.query('COMMIT');
      } catch (error) {
        await database.query('ROLLBACK');
        throw error;
      }
    };
    let crashes = 0;
    while (waiting.length > 0)
      try {
        await consume(deliver(), inTransaction);
      } catch (error) {
        assert.ok(error instanceof Crash, String(error));
        crashes += 1;
      }
    assert.equal(crashes, 3);
    for (const table of ['decided', 'outbox']) {
      const { rows } = await database.query<{ message: string; outcome: string | null }>(
        `SELECT message, result->'answer'->>'outcome' AS outcome FROM ${table} ORDER BY message`,
      );
      assert.deepEqual(
        rows.map(({ message }) => message),
        ['a', 'b', 'c', 'd'],
        table,
      );
      assert.ok(rows.every(({ outcome }) => outcome !== null));
    }
  });
});
