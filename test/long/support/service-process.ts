/** Runs the service with the options that its argument has as JSON, and does as it is told by the process that forked it. */
import { appendFileSync } from 'node:fs';
import { toldTo } from '../../../src/cli/service/serve.js';
import { makeServiceLog } from '../../../src/service/monitoring/service-log.js';
import { startService } from '../../../src/clausebook.js';
import { StartError } from '../../../src/in-process.js';
import type { FromService, SentOptions, ToService } from './serving.js';

const [given = '{}'] = process.argv.slice(2);
const { logFile, ...options } = JSON.parse(given) as SentOptions; // as `startServing` sends them
const told =
  logFile === undefined
    ? undefined
    : toldTo(
        makeServiceLog({
          level: 'trace',
          write: (line) => {
            appendFileSync(logFile, line);
          },
          now: Date.now,
        }),
      );
const say = (message: FromService): void => {
  if (process.connected) process.send?.(message);
};

const trueNow = Date.now;
process.on('disconnect', () => process.exit(1));
try {
  const service = await startService({
    ...options,
    ...told,
    report: (report) => {
      told?.report(report);
      say({ code: 'reported', report: report.code });
    },
    reportDefect: (error) => {
      told?.reportDefect(error);
      say({ code: 'defect', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  });
  process.on('message', (message: ToService) => {
    if (message.code === 'set-clock') {
      // All of the service asks `Date.now`.
      Date.now = () => trueNow() + message.aheadMs;
      return;
    }
    void service.close().then(() => process.exit(0));
  });
  say({ code: 'started', url: service.url });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say({ code: 'refused', failure: error.failure.code, message: error.message });
  process.disconnect();
}
