import { startService, type Service } from '../../clausebook.js';
import { StartError } from '../../start-error.js';
import { witnessSchemes } from '../../audit/witness/witness.js';
import { defaultCheckpointInterval } from '../../audit/chain/checkpointing.js';
import { makeServiceLog, type ServiceLog } from '../../service/monitoring/service-log.js';
import { accessOf, accessOptions } from '../arguments/access-options.js';
import { metadataKey } from '../../wire/limits.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { flag, list, text, texts, number, share, duration, type ValuesOf } from '../shell/options.js';
import { keepYoungHeapSmall, letYoungHeapGrow } from '../shell/young-heap.js';
import { dataOption, signingKeyOption } from '../arguments/log-options.js';
import { personalOptions, personalStorage } from '../arguments/personal-options.js';
import { approvalsOption } from '../arguments/approvals-option.js';
import { editionsOption, engineOption, shippedFeatures } from '../arguments/edition-options.js';

const defaultOnceLifeMs = 24 * 3_600_000;

const options = {
  port: number({
    value: 'PORT',
    means: 'where to listen, 0 for any free port',
    env: 'port',
    otherwise: 8080,
    min: 0,
    max: 65_535,
  }),
  host: text({ value: 'HOST', means: 'the address to listen on', env: 'host', otherwise: '127.0.0.1' }),
  data: dataOption('the data directory, made if need be'),
  store: text({
    value: 'URL',
    means:
      'a PostgreSQL database (postgres://…) that records in place of the data directory, for several replicas',
    env: 'store',
  }),
  editions: editionsOption,
  features: text<string>({
    ...shippedFeatures,
    means: 'where <document>/ has scenarios, for the book and its drafts',
    env: 'features',
  }),
  engine: engineOption,
  shadow: share({
    value: 'SHARE',
    means: 'the share of decisions, 0 to 1, that the reference evaluates too and then answers',
    env: 'shadow',
    otherwise: 0,
  }),
  draft: text({
    value: 'FOLDER',
    means: 'a draft of an edition: evaluates decisions too and answers none; differences at GET /drafts',
  }),
  draftShare: share({
    value: 'SHARE',
    means: 'the share of decisions that it evaluates',
    needs: 'draft',
    otherwise: 1,
  }),
  signingKey: signingKeyOption(
    'the key that signs checkpoints: Ed25519, PEM',
    'one in the data directory, made at the first start',
  ),
  checkpointRecords: number({
    value: 'N',
    means: 'a checkpoint after so many records',
    otherwise: defaultCheckpointInterval.records,
    min: 1,
    max: 9_999_999,
  }),
  checkpointMinutes: duration({
    value: 'N',
    means: 'and after so long, if anything was recorded',
    told: '60',
    unit: 'minutes',
    max: 9_999_999,
  }),
  acceptLoss: flag({
    means: 'start though the log or the registry ends before what the last checkpoint vouches for',
  }),
  acceptKey: flag({
    means:
      'start with another signing key than all checkpoints of the log are signed by, and sign by it from now on',
  }),
  idempotencyLife: duration({
    value: 'HOURS',
    means: 'how long an Idempotency-Key stays in use after its decision',
    env: 'idempotencyLife',
    told: '24',
    unit: 'hours',
    max: 99_999,
  }),
  keepAlive: duration({
    value: 'SECONDS',
    means: 'how long a connection stays open after an answer, for the next request',
    env: 'keepAlive',
    told: '5',
    unit: 'seconds',
    max: 3600,
  }),
  telemetry: flag({
    means: 'make spans of requests, decisions and commits by @opentelemetry/api, which has to be installed',
    env: 'telemetry',
  }),
  webhooks: text({
    value: 'FILE',
    means: 'who is told of what is recorded, erased and published: YAML, see docs/events.md',
    env: 'webhooks',
    told: 'nobody',
  }),
  witness: texts({
    value: 'URL',
    means: `who is told of checkpoints; may be given several times: ${witnessSchemes}`,
    env: 'witness',
  }),
  searchableMetadata: list({
    value: 'KEYS',
    means: 'keys of the metadata, with commas between, by which decisions are found from now on',
    env: 'searchableMetadata',
  }),
  approvals: approvalsOption('how many besides its author must have approved a draft that is published'),
  mcp: flag({ means: 'offer tools to AI agents at /mcp, see docs/agents.md', env: 'mcp' }),
  mcpDecide: flag({
    means: 'with --mcp: an agent whose key may decide may have decisions recorded',
    env: 'mcpDecide',
  }),
  ...personalOptions,
  ...accessOptions,
};

/** `clausebook serve`: the decision service on its embedded store. */
export const serveCommand = command({
  name: 'serve',
  summary: 'start the decision service',
  usage: '[--port PORT] [--host HOST] [--data DIR] [--editions DIR] [--engine NAME] [--shadow SHARE]',
  options,
  help: `
When ready it prints its URL and a request to paste. SIGTERM and SIGINT finish the answers under way and stop it.
Every decision is on disk before it is answered. One process holds a data directory at a time. Its own log goes to the standard error, as JSON,
without facts, subjects or keys. Whoever listens beyond this machine needs keys (\`clausebook keys\`) or a key set.

  clausebook serve --port 8080 --data ./data`,
  run: async (args, shell) => {
    const { untilStopped } = shell; // from here on: a start that is told to stop ends as a service does
    const log = makeServiceLog({ level: args.logLevel, write: shell.err, now: shell.now });
    const service = await start(args, log);
    keepYoungHeapSmall();
    void service.warm.then(letYoungHeapGrow);
    shell.out(greeting(service));
    log.started({ ...service, authentication: service.isAuthenticationRequired() });
    await untilStopped;
    log.stopping();
    await service.close();
    log.stopped();
    return 0;
  },
});

/** All that a service tells goes to its log. */
export const toldTo = (log: ServiceLog) => ({
  tellRefusal: log.refused,
  tellAnswer: log.answered,
  reportUnreadableKeys: log.keysUnreadable,
  reportCheckpoint: log.checkpointFailed,
  reportPublishing: log.publishingFailed,
  reportWebhook: log.webhook,
  reportWitness: log.witness,
  reportDifference: log.difference,
  report: log.store,
  reportDefect: log.defect,
});

const start = async (args: ValuesOf<typeof options>, log: ServiceLog): Promise<Service> => {
  const personal = await personalStorage(args);
  if (args.store !== undefined && !/^postgres(ql)?:\/\//.test(args.store))
    throw new WrongUse('The store is no PostgreSQL URL: postgres://user:password@host:port/database.');
  if (args.shadow > 0 && args.engine === 'reference')
    throw new WrongUse('The reference has no shadow: leave `--shadow` out, or take the compiled engine.');
  if (args.mcpDecide && !args.mcp) throw new WrongUse('`--mcp-decide` goes with `--mcp`.');
  try {
    return await startService({
      port: args.port,
      host: args.host,
      dataDirectory: args.data,
      store: args.store,
      editionsDirectory: args.editions,
      featuresDirectory: args.features,
      engine: args.engine,
      shadow: args.shadow,
      draftFolder: args.draft,
      draftShare: args.draftShare,
      signingKeyFile: args.signingKey,
      checkpointEvery: {
        records: args.checkpointRecords,
        ms: args.checkpointMinutes ?? defaultCheckpointInterval.ms,
      },
      acceptLoss: args.acceptLoss,
      acceptKey: args.acceptKey,
      onceLifeMs: args.idempotencyLife ?? defaultOnceLifeMs,
      keepAliveMs: args.keepAlive,
      webhooksFile: args.webhooks,
      witnesses: args.witness,
      telemetry: args.telemetry,
      personal,
      searchableMetadata: args.searchableMetadata.map(metadataKeyOf),
      retainMs: args.retain,
      access: accessOf(args),
      approvals: args.approvals,
      mcp: args.mcp ? { allowDecide: args.mcpDecide } : undefined,
      ...toldTo(log),
    });
  } catch (error) {
    if (error instanceof StartError) throw new CouldNot(error.message);
    throw error;
  }
};

const metadataKeyOf = (key: string): string => {
  if (!new RegExp(metadataKey).test(key))
    throw new WrongUse(
      `\`${key}\` in \`--searchable-metadata\` is no key of metadata. Name keys such as \`order\`, with commas between.`,
    );
  return key;
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
        ? 'A first decision to paste, with a key that has the scope `decide` in place of `cbk_…` (`npx clausebook keys make` prints one):'
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
