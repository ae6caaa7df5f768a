import { distance, endOf } from '../../service/events/event-cursor.js';
import { readPosition } from '../../service/events/webhooks/pending.js';
import { readWebhooks, type Webhook } from '../../service/events/webhooks/webhook-file.js';
import { nobodyToldOfMemory } from '../../service/events/webhooks/webhooks-unusable.js';
import { openPositionsOf } from '../../open-positions.js';
import { openRegistryStore } from '../../open-registry-store.js';
import { opening, openSource } from '../arguments/open.js';
import { sourceOptions, type NamedLog } from '../arguments/log-options.js';
import { command, WrongUse } from '../shell/command.js';
import { flag, text } from '../shell/options.js';

/** `clausebook webhooks`: who is told of events, and how far. */
export const webhooksCommand = command({
  name: 'webhooks',
  summary: 'list who is told of events, and how far',
  usage: '--webhooks FILE [--data DIR] [--json]',
  options: {
    webhooks: text({ value: 'FILE', means: 'who is told, as `serve --webhooks` takes it', env: 'webhooks' }),
    ...sourceOptions,
    json: flag({ means: 'as JSON' }),
  },
  help: `
Reads the file as a service would, with the secrets that it names, and tells of each receiver what it takes, how many lines of the log and the
registry it was not told yet (lag), and how many events of these it was offered and did not take (waiting), as it was kept last: a service
keeps it every second.

  clausebook webhooks --webhooks webhooks.yaml --data ./data`,
  run: async (args, shell, names) => {
    if (names.length > 0) throw new WrongUse(`\`${names.join(' ')}\` is too much.`);
    const { webhooks: file } = args;
    if (file === undefined) throw new WrongUse('Name the file of those who are told: `--webhooks FILE`.');
    const told = await opening(async () => {
      const webhooks = await readWebhooks(file);
      return statesOf(webhooks, args, file);
    });
    if (args.json) shell.out(`${JSON.stringify({ webhooks: told }, undefined, 2)}\n`);
    else
      for (const { name, url, lag, waiting } of told)
        shell.out(`${name}  ${lag === null ? 'not begun' : `lag ${lag}, waiting ${waiting}`}  ${url}\n`);
    return 0;
  },
});

interface Told extends Pick<Webhook, 'name' | 'filter' | 'values' | 'from'> {
  readonly url: string;
  /** `null` where no service was started with it yet. */
  readonly lag: number | null;
  readonly waiting: number;
}

const statesOf = async (
  webhooks: readonly Webhook[],
  named: NamedLog,
  file: string,
): Promise<readonly Told[]> => {
  const place = { dataDirectory: named.data, store: named.store };
  const source = await openSource(named);
  const registry = await openRegistryStore(place);
  const positions = await openPositionsOf(place, 'webhooks', nobodyToldOfMemory(file));
  try {
    const ends = (await source.ends()).map(({ chain, sequence }) => ({
      number: 0,
      name: chain ?? '',
      last: sequence,
    }));
    const end = endOf(ends, (await registry?.entries())?.length ?? 0);
    return await Promise.all(
      webhooks.map(async ({ name, url, filter, values, from }) => {
        const position = readPosition((await positions.read(name)) ?? '');
        const waiting = position?.pending.length ?? 0;
        const lag = position === undefined ? null : distance(position.cursor, end) + waiting;
        return { name, url: url.href, lag, waiting, values, from, filter };
      }),
    );
  } finally {
    await positions.close();
    await registry?.close();
    await source.close();
  }
};
