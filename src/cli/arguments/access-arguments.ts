import { join } from 'node:path';
import type { AccessOptions } from '../../service/access/open-access.js';
import { logLevels, type LogLevel } from '../../service/monitoring/service-log.js';
import { WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';

/** Where the API keys are. */
export const keysOption: CommandOption = {
  name: 'keys',
  value: 'FILE',
  means: 'the file of API keys (CLAUSEBOOK_KEYS; default: keys.json in the data directory)',
};

/** Who may ask a service, how much, and what its own log tells. */
export const accessOptions: readonly CommandOption[] = [
  keysOption,
  {
    name: 'jwks',
    value: 'URL|FILE',
    means: 'the JSON Web Key Set that tokens are verified by (CLAUSEBOOK_JWKS); with --issuer and --audience',
  },
  { name: 'issuer', value: 'NAME', means: 'who must have issued a token (CLAUSEBOOK_ISSUER)' },
  { name: 'audience', value: 'NAME', means: 'whom a token must be for (CLAUSEBOOK_AUDIENCE)' },
  {
    name: 'insecure',
    means: 'listen beyond this machine though nobody has to say who asks (CLAUSEBOOK_INSECURE=true)',
  },
  {
    name: 'allowed-hosts',
    value: 'NAMES',
    means:
      'where nobody has to say who asks: by which names, with commas between, the service may be asked besides `localhost` and addresses (CLAUSEBOOK_ALLOWED_HOSTS)',
  },
  {
    name: 'rate-limit',
    value: 'N',
    means: 'decisions a second for each caller (CLAUSEBOOK_RATE_LIMIT; default: as many as they like)',
  },
  {
    name: 'open-metrics',
    means: '/metrics needs no credential (CLAUSEBOOK_OPEN_METRICS=true)',
  },
  {
    name: 'log-level',
    value: 'LEVEL',
    means: `${logLevels.join(', ')} (CLAUSEBOOK_LOG_LEVEL; default info; debug tells every request, and costs speed)`,
  },
];

/** The file of API keys that is meant. */
export const keysFile = (args: Arguments, shell: Shell): string =>
  args.text('keys') ??
  shell.settings.keys ??
  join(args.text('data') ?? shell.settings.data ?? 'data', 'keys.json');

/** Who may ask, by options and environment. Throws {@link WrongUse}. */
export const accessOf = (args: Arguments, shell: Shell): AccessOptions => {
  const { settings } = shell;
  return {
    keysFile: keysFile(args, shell),
    tokens: tokensOf({
      keySet: args.text('jwks') ?? settings.jwks,
      issuer: args.text('issuer') ?? settings.issuer,
      audience: args.text('audience') ?? settings.audience,
    }),
    insecure: args.flag('insecure') || isOn('CLAUSEBOOK_INSECURE', settings.insecure),
    allowedHosts: namesOf(args.text('allowed-hosts') ?? settings.allowedHosts),
    decisionsPerSecond: rateOf(args.text('rate-limit') ?? settings.rateLimit),
    openMetrics: args.flag('open-metrics') || isOn('CLAUSEBOOK_OPEN_METRICS', settings.openMetrics),
  };
};

/** What the log tells, by options and environment. Throws {@link WrongUse}. */
export const logLevelOf = (args: Arguments, shell: Shell): LogLevel => {
  const written = args.text('log-level') ?? shell.settings.logLevel ?? 'info';
  const level = logLevels.find((name) => name === written);
  if (level === undefined) throw new WrongUse(`\`${written}\` is no log level: ${logLevels.join(', ')}.`);
  return level;
};

const tokensOf = ({
  keySet,
  issuer,
  audience,
}: {
  readonly [Name in 'keySet' | 'issuer' | 'audience']: string | undefined;
}): AccessOptions['tokens'] => {
  if (keySet === undefined && issuer === undefined && audience === undefined) return undefined;
  // A token for another service, or by anybody whose key is in the set, would be taken.
  if (keySet === undefined || issuer === undefined || audience === undefined)
    throw new WrongUse('Tokens need all of `--jwks`, `--issuer` and `--audience`.');
  return { keySet, issuer, audience };
};

const namesOf = (written: string | undefined): readonly string[] =>
  written === undefined ? [] : written.split(',').map(hostName);

const hostName = (written: string): string => {
  const name = written.trim();
  if (!/^(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?$/.test(name))
    throw new WrongUse(
      `\`${name}\` in \`--allowed-hosts\` is no host. Name hosts such as \`clausebook.internal\`, with commas between.`,
    );
  return name;
};

const rateOf = (written: string | undefined): number | undefined => {
  if (written === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(written))
    throw new WrongUse(`\`${written}\` is no number of decisions a second from 1 on.`);
  return Number(written);
};

const isOn = (name: string, written: string | undefined): boolean => {
  if (written === undefined || written === 'false') return false;
  if (written === 'true') return true;
  throw new WrongUse(`\`${name}\` is true or false, not \`${written}\`.`);
};
