import { startService, StartError, type Service } from '../index.js';
import { tellReport } from '../audit/journal/failures.js';
import { CouldNot, WrongUse, type Arguments, type Command, type Shell } from './command.js';
import { engineOf, engineOption } from './engine-argument.js';
import { editionsDirectory, editionsOption } from './edition-arguments.js';

/** `clausebook serve`: the decision service on its embedded store. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'start the decision service',
  usage: '[--port PORT] [--host HOST] [--data DIR] [--editions DIR] [--engine NAME]',
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
    editionsOption,
    engineOption,
  ],
  help: `
When ready it prints its URL and a request to paste. SIGTERM and SIGINT finish the answers under way and stop it.
Every decision is on disk before it is answered. One process holds a data directory at a time.

  clausebook serve --port 8080 --data ./data`,
  run: async (args, shell) => {
    const service = await start(args, shell);
    shell.out(greeting(service));
    await shell.untilStopped;
    shell.err('clausebook: stopping; finishing the answers under way\n');
    await service.close();
    return 0;
  },
};

const start = async (args: Arguments, shell: Shell): Promise<Service> => {
  const port = args.text('port') ?? shell.settings.port ?? '8080';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new WrongUse(`\`${port}\` is no port: 0 to 65535.`);
  try {
    return await startService({
      port: Number(port),
      host: args.text('host') ?? shell.settings.host ?? '127.0.0.1',
      dataDirectory: args.text('data') ?? shell.settings.data ?? 'data',
      editionsDirectory: editionsDirectory(args, shell),
      engine: engineOf(args, shell),
      report: (report) => {
        shell.err(`clausebook: ${tellReport(report)}\n`);
      },
      reportDefect: (error) => {
        shell.err(
          `clausebook: defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
      },
    });
  } catch (error) {
    if (error instanceof StartError) throw new CouldNot(error.message);
    throw error;
  }
};

/** Where it serves, and a first decision to paste: the example of the newest edition that has one. */
const greeting = ({ url, example }: Service): string => {
  const lines = [`clausebook serves on ${url}`];
  if (example !== null) {
    const { decision, ...request } = example;
    lines.push(
      '',
      'A first decision to paste:',
      '',
      `curl -s ${url}/decide/${decision} -H 'content-type: application/json' -d '${shellQuoted(JSON.stringify(request))}'`,
      '',
    );
  }
  return `${lines.join('\n')}\n`;
};

/** For inside single quotes of a shell. */
const shellQuoted = (text: string): string => text.replaceAll("'", "'\\''");
