/** Runs services with the options that its argument has as a list in JSON, one for each, and does as it is told by the process that forked it. */
import { appendFileSync } from 'node:fs';
import { toldTo } from '../../../src/cli/service/serve.js';
import { makeServiceLog } from '../../../src/service/monitoring/service-log.js';
import { startService, type Service } from '../../../src/clausebook.js';
import { StartError } from '../../../src/start-error.js';
import type { FromService, SentOptions, ToService } from './serving.js';

const [given = '[]'] = process.argv.slice(2);
const all = JSON.parse(given) as readonly SentOptions[]; // as `startServing` sends them
const say = (message: FromService): void => {
  if (process.connected) process.send?.(message);
};

const trueNow = Date.now;
process.on('disconnect', () => process.exit(1));
/** Starts one of them. */
const start = ({ logFile, ...options }: SentOptions): Promise<Service> => {
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
  return startService({
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
};

try {
  const services = await Promise.all(all.map(start));
  process.on('message', (message: ToService) => {
    if (message.code === 'set-clock') {
      // All of the service asks `Date.now`.
      Date.now = () => trueNow() + message.aheadMs;
      return;
    }
    void Promise.all(services.map((service) => service.close())).then(() => process.exit(0));
  });
  say({ code: 'started', urls: services.map(({ url }) => url) });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say({ code: 'refused', failure: error.failure.code, message: error.message });
  process.disconnect();
}
