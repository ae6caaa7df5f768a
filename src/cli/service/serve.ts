import { startService, StartError, type Service } from '../../clausebook.js';
import { defaultCheckpointInterval, type CheckpointInterval } from '../../audit/chain/checkpointing.js';
import { makeServiceLog, type ServiceLog } from '../../service/monitoring/service-log.js';
import { accessOf, accessOptions, logLevelOf } from '../arguments/access-arguments.js';
import { CouldNot, WrongUse, type Arguments, type Command, type Shell } from '../shell/command.js';
import { personalOptions, personalStorage, retainMs } from '../arguments/personal-arguments.js';
import { engineOf, engineOption } from '../arguments/engine-argument.js';
import {
  editionsDirectory,
  editionsOption,
  featuresDirectory,
  featuresOption,
} from '../arguments/edition-arguments.js';

/** `clausebook serve`: the decision service on its embedded store. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'start the decision service',
  usage: '[--port PORT] [--host HOST] [--data DIR] [--editions DIR] [--engine NAME] [--shadow SHARE]',
  options: [
    {
      name: 'port',
      value: 'PORT',
      means: 'where to listen, 0 for any free port (CLAUSEBOOK_PORT; default 8080)',
    },
    { name: 'host', value: 'HOST', means: 'the address to listen on (CLAUSEBOOK_HOST; default 127.0.0.1)' },
    {
      name: 'data',
      value: 'DIR',
      means: 'the data directory, made if need be (CLAUSEBOOK_DATA; default ./data)',
    },
    {
      name: 'store',
      value: 'URL',
      means:
        'a PostgreSQL database (postgres://…) that records in place of the data directory, for several replicas (CLAUSEBOOK_STORE)',
    },
    editionsOption,
    featuresOption,
    engineOption,
    {
      name: 'shadow',
      value: 'SHARE',
      means:
        'the share of decisions, 0 to 1, that the reference evaluates too and then answers (CLAUSEBOOK_SHADOW; default 0)',
    },
    {
      name: 'draft',
      value: 'FOLDER',
      means: 'a draft of an edition: evaluates decisions too and answers none; differences at GET /drafts',
    },
    { name: 'draft-share', value: 'SHARE', means: 'the share of decisions that it evaluates (default 1)' },
    {
      name: 'signing-key',
      value: 'FILE',
      means:
        'the key that signs checkpoints: Ed25519, PEM (CLAUSEBOOK_SIGNING_KEY; default: one in the data directory, made at the first start)',
    },
    { name: 'checkpoint-records', value: 'N', means: 'a checkpoint after so many records (default 10000)' },
    {
      name: 'checkpoint-minutes',
      value: 'N',
      means: 'and after so long, if anything was recorded (default 60)',
    },
    {
      name: 'idempotency-life',
      value: 'HOURS',
      means:
        'how long an Idempotency-Key stays in use after its decision (CLAUSEBOOK_IDEMPOTENCY_LIFE; default 24)',
    },
    ...personalOptions,
    ...accessOptions,
  ],
  help: `
When ready it prints its URL and a request to paste. SIGTERM and SIGINT finish the answers under way and stop it.
Every decision is on disk before it is answered. One process holds a data directory at a time. Its own log goes to the standard error, as JSON,
without facts, subjects or keys. Whoever listens beyond this machine needs keys (\`clausebook keys\`) or a key set.

  clausebook serve --port 8080 --data ./data`,
  run: async (args, shell) => {
    const log = makeServiceLog({ level: logLevelOf(args, shell), write: shell.err, now: shell.now });
    const service = await start(args, shell, log);
    shell.out(greeting(service));
    log.started({ ...service, authentication: service.isAuthenticationRequired() });
    await shell.untilStopped;
    log.stopping();
    await service.close();
    log.stopped();
    return 0;
  },
};

const start = async (args: Arguments, shell: Shell, log: ServiceLog): Promise<Service> => {
  const personal = await personalStorage(args, shell);
  const port = args.text('port') ?? shell.settings.port ?? '8080';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new WrongUse(`\`${port}\` is no port: 0 to 65535.`);
  try {
    return await startService({
      port: Number(port),
      host: args.text('host') ?? shell.settings.host ?? '127.0.0.1',
      dataDirectory: args.text('data') ?? shell.settings.data ?? 'data',
      store: storeOf(args, shell),
      editionsDirectory: editionsDirectory(args, shell),
      featuresDirectory: featuresDirectory(args, shell),
      engine: engineOf(args, shell),
      shadow: shadowShare(args, shell),
      draftFolder: args.text('draft'),
      draftShare: draftShare(args),
      signingKeyFile: args.text('signing-key') ?? shell.settings.signingKey,
      checkpointEvery: checkpointInterval(args),
      onceLifeMs: idempotencyLifeMs(args, shell),
      personal,
      retainMs: retainMs(args, shell),
      access: accessOf(args, shell),
      tellRefusal: log.refused,
      tellAnswer: log.answered,
      reportUnreadableKeys: log.keysUnreadable,
      reportCheckpoint: log.checkpointFailed,
      reportPublishing: log.publishingFailed,
      reportDifference: log.difference,
      report: log.store,
      reportDefect: log.defect,
    });
  } catch (error) {
    if (error instanceof StartError) throw new CouldNot(error.message);
    throw error;
  }
};

const storeOf = (args: Arguments, shell: Shell): string | undefined => {
  const store = args.text('store') ?? shell.settings.store;
  if (store !== undefined && !/^postgres(ql)?:\/\//.test(store))
    throw new WrongUse('The store is no PostgreSQL URL: postgres://user:password@host:port/database.');
  return store;
};

const idempotencyLifeMs = (args: Arguments, shell: Shell): number => {
  const hours = args.text('idempotency-life') ?? shell.settings.idempotencyLife ?? '24';
  if (!/^[1-9]\d{0,4}$/.test(hours))
    throw new WrongUse(`\`${hours}\` is no life of keys: hours, 1 to 99999.`);
  return Number(hours) * 3_600_000;
};

const checkpointInterval = (args: Arguments): CheckpointInterval => {
  const countOf = (name: string): number | undefined => {
    const written = args.text(name);
    if (written === undefined) return undefined;
    if (!/^[1-9]\d{0,6}$/.test(written))
      throw new WrongUse(`\`--${name} ${written}\` is no number from 1 on.`);
    return Number(written);
  };
  const minutes = countOf('checkpoint-minutes');
  return {
    records: countOf('checkpoint-records') ?? defaultCheckpointInterval.records,
    ms: minutes === undefined ? defaultCheckpointInterval.ms : minutes * 60_000,
  };
};

const shadowShare = (args: Arguments, shell: Shell): number => {
  const written = args.text('shadow') ?? shell.settings.shadow ?? '0';
  const share = Number(written);
  if (!/^[0-9.]+$/.test(written) || !(share >= 0 && share <= 1))
    throw new WrongUse(`\`${written}\` is no share: 0 to 1.`);
  if (share > 0 && engineOf(args, shell) === 'reference')
    throw new WrongUse('The reference has no shadow: leave `--shadow` out, or take the compiled engine.');
  return share;
};

const draftShare = (args: Arguments): number => {
  const written = args.text('draft-share') ?? '1';
  const share = Number(written);
  if (!/^[0-9.]+$/.test(written) || !(share >= 0 && share <= 1))
    throw new WrongUse(`\`${written}\` is no share: 0 to 1.`);
  if (args.text('draft') === undefined && args.text('draft-share') !== undefined)
    throw new WrongUse('`--draft-share` goes with `--draft FOLDER`.');
  return share;
};

/** Where it serves, and a first decision to paste: the example of the newest edition that has one. */
const greeting = ({ url, example, isAuthenticationRequired }: Service): string => {
  const lines = [`clausebook serves on ${url}`];
  if (example !== null) {
    const { decision, ...request } = example;
    const needsKey = isAuthenticationRequired();
    lines.push(
      '',
      needsKey
        ? 'A first decision to paste, with a key that has the scope `decide` in place of `cbk_…` (`clausebook keys make` prints one):'
        : 'A first decision to paste:',
      '',
      `curl -s ${url}/decide/${decision} -H 'content-type: application/json'${needsKey ? " -H 'X-API-Key: cbk_…'" : ''} -d '${shellQuoted(JSON.stringify(request))}'`,
      '',
    );
  }
  return `${lines.join('\n')}\n`;
};

/** For inside single quotes of a shell. */
const shellQuoted = (text: string): string => text.replaceAll("'", "'\\''");
