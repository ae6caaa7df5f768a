import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openPostgresSource } from '../../../src/audit/store/postgres/source.js';
import { readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import { proxyTo } from '../../audit/postgres/support/proxy.js';
import { libraryEditions } from '../../cli/support/call.js';
import { Cluster } from '../support/cluster.js';
import { withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { startServing } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judge } from '../support/verdict.js';
import { must } from '../support/violation.js';

/** So far away is the database. */
const delayMs = 10;

const happenings = [
  'connections',
  'cut',
  'ghosts',
  'requests',
  'answers',
  'restart',
  'killed',
  'replica',
] as const;

/** Two replicas on a database 10 ms away, whose connections, server and replicas are killed and cut off under load; at the end it fails over. */
export const postgres: Trial = {
  about:
    'PostgreSQL 10 ms away from two replicas is killed, cut off, restarted, and fails over to a follower, under load',
  usual: 16,
  run: ({ random, count, tell, planted }) =>
    withFolder(async (folder) => {
      const first = await Cluster.make(folder);
      const ends: (() => void)[] = [];
      const after = (end: () => void): void => void ends.push(end);
      const proxy = await proxyTo({ after }, first.url, { delayMs });
      const signingKeyFile = join(folder, 'signing-key.pem');
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      await writeFile(signingKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      const options = {
        ...{ dataDirectory: null, store: proxy.url, editionsDirectory: libraryEditions, signingKeyFile },
        checkpointEvery: { records: 200, ms: 1000 },
      };
      let replicas = await Promise.all([startServing(options), startServing(options)]);
      const defects: string[] = [];
      const urls = (): readonly string[] => replicas.map(({ url }) => url);
      const load = new Load(random);
      const ending = new AbortController();
      const loading = (async () => {
        // A replica that is killed takes its connections with it.
        while (!ending.signal.aborted) await load.run(urls, 16);
      })();
      const figures: Record<string, number> = {};
      const goOn = async (): Promise<void> => {
        for (const before = load.answered.length; load.answered.length < before + 30;) await pause(5);
      };
      let second: Cluster | undefined;
      try {
        for (let nth = 0; nth < count; nth += 1) {
          await goOn();
          const happens = random.pick(happenings);
          figures[happens] = (figures[happens] ?? 0) + 1;
          if (happens === 'connections') {
            const client = new pg.Client(first.url);
            await client.connect();
            await client.query(
              'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = $1',
              ['client backend'],
            );
            await client.end();
          } else if (happens === 'cut') proxy.cut();
          else if (happens === 'ghosts') proxy.cut({ ghosts: true });
          else if (happens === 'restart' || happens === 'killed') {
            await (happens === 'killed' ? first.kill() : first.stop());
            await pause(random.below(1500));
            await first.start();
          } else if (happens === 'replica') {
            const [killed, other] = random.share() < 0.5 ? replicas : [...replicas].reverse();
            if (killed === undefined || other === undefined) throw new RangeError('There are two replicas.');
            defects.push(...killed.defects);
            await killed.kill();
            replicas = [other, await startServing(options)];
          } else {
            proxy.drop(happens);
            await pause(random.below(1500));
            proxy.cut();
          }
        }
        await goOn();
        second = await first.follower(folder);
        tell('followed');
        await goOn();
        await first.kill();
        await second.promote();
        proxy.redirect(second.port);
        proxy.cut();
        figures['failover'] = 1;
        await goOn();
        ending.abort();
        load.stop();
        await loading;
        await load.settle(urls);
        for (const replica of replicas) {
          await replica.close();
          defects.push(...replica.defects);
        }
        must(defects.length === 0, `A defect: ${defects.join('\n')}`);
        await planted?.(second.url);
        const source = await openPostgresSource(second.url);
        const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
        await judge(source, load.answered, readVerifyingKeys(pem));
        await source.close();
      } finally {
        for (const end of ends) end();
        await first.kill();
        await second?.kill();
      }
      const refused = [...load.statuses].filter(([status]) => status.startsWith('503'));
      return {
        ...figures,
        answered: load.answered.length,
        'answers repeated by key': load.replayed,
        refused: refused.reduce((sum, [, times]) => sum + times, 0),
      };
    }),
};
