import { join } from 'node:path';
import type { AccessOptions } from '../../service/access/open-access.js';
import { logLevels } from '../../service/monitoring/service-log.js';
import { choice, flag, list, number, text, type ValuesOf } from '../shell/options.js';
import { WrongUse } from '../shell/wrong-use.js';

/** Where the API keys are. */
export const keysOption = text({
  value: 'FILE',
  means: 'the file of API keys',
  env: 'keys',
  told: 'keys.json in the data directory',
});

/** Who may ask a service, how much, and what its own log tells. */
export const accessOptions = {
  keys: keysOption,
  jwks: text({
    value: 'URL|FILE',
    means: 'the JSON Web Key Set that tokens are verified by, with --issuer and --audience',
    env: 'jwks',
  }),
  issuer: text({ value: 'NAME', means: 'who must have issued a token', env: 'issuer' }),
  audience: text({ value: 'NAME', means: 'whom a token must be for', env: 'audience' }),
  insecure: flag({
    means: 'listen beyond this machine though nobody has to say who asks',
    env: 'insecure',
  }),
  allowedHosts: list({
    value: 'NAMES',
    means:
      'where nobody has to say who asks: by which names, with commas between, the service may be asked besides `localhost` and addresses',
    env: 'allowedHosts',
  }),
  corsOrigins: list({
    value: 'ORIGINS',
    means: 'origins, with commas between, whose pages may ask from a browser, such as https://desk.example',
    env: 'corsOrigins',
  }),
  rateLimit: number({
    value: 'N',
    means: 'decisions a second for each caller',
    env: 'rateLimit',
    told: 'as many as they like',
    min: 1,
    max: 9_999_999,
  }),
  openMetrics: flag({ means: '/metrics needs no credential', env: 'openMetrics' }),
  logLevel: choice(logLevels, {
    value: 'LEVEL',
    means: `${logLevels.join(', ')}; debug tells every request, and costs speed`,
    env: 'logLevel',
    otherwise: 'info',
  }),
};

/** The file of API keys that is meant. */
export const keysFile = ({
  keys,
  data,
}: {
  readonly keys: string | undefined;
  readonly data: string;
}): string => keys ?? join(data, 'keys.json');

/** Who may ask. Throws {@link WrongUse}. */
export const accessOf = (
  values: ValuesOf<typeof accessOptions> & { readonly data: string },
): AccessOptions => ({
  keysFile: keysFile(values),
  tokens: tokensOf(values),
  insecure: values.insecure,
  allowedHosts: values.allowedHosts.map(hostName),
  corsOrigins: values.corsOrigins.map(originOf),
  decisionsPerSecond: values.rateLimit,
  openMetrics: values.openMetrics,
});

const tokensOf = ({
  jwks: keySet,
  issuer,
  audience,
}: {
  readonly [Name in 'jwks' | 'issuer' | 'audience']: string | undefined;
}): AccessOptions['tokens'] => {
  if (keySet === undefined && issuer === undefined && audience === undefined) return undefined;
  // A token for another service, or by anybody whose key is in the set, would be taken.
  if (keySet === undefined || issuer === undefined || audience === undefined)
    throw new WrongUse('Tokens need all of `--jwks`, `--issuer` and `--audience`.');
  return { keySet, issuer, audience };
};

const hostName = (name: string): string => {
  if (!/^(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?$/.test(name))
    throw new WrongUse(
      `\`${name}\` in \`--allowed-hosts\` is no host. Name hosts such as \`clausebook.internal\`, with commas between.`,
    );
  return name;
};

/** An origin as browsers write it: in small letters, without the port that its scheme has anyway. */
const originOf = (text: string): string => {
  const url = /^https?:\/\/[^/?#]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '')
    throw new WrongUse(
      `\`${text}\` in \`--cors-origins\` is no origin. Name origins such as \`https://desk.example\`, with commas between.`,
    );
  return url.origin;
};
