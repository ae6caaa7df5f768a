/** What may come from the environment: each is also an option of the commands that it is for, and the option wins. */
const names = [
  'port',
  'host',
  'data',
  'editions',
  'features',
  'engine',
  'shadow',
  'store',
  'signingKey',
  'idempotencyLife',
  'personal',
  'personalKey',
  'retain',
  'keys',
  'key',
  'jwks',
  'issuer',
  'audience',
  'insecure',
  'allowedHosts',
  'corsOrigins',
  'keepAlive',
  'searchableMetadata',
  'webhooks',
  'witness',
  'telemetry',
  'mcp',
  'mcpDecide',
  'rateLimit',
  'openMetrics',
  'logLevel',
  'approvals',
  'githubToken',
  'githubApiUrl',
  'githubRepository',
  'githubRef',
  'githubStepSummary',
  'githubWorkspace',
] as const;

/** The name of a setting, which is that of its option. */
export type SettingName = (typeof names)[number];

/** What the environment says. */
export type Settings = Readonly<Record<SettingName, string | undefined>>;

/** The variable of a setting: `CLAUSEBOOK_PORT`, `CLAUSEBOOK_SIGNING_KEY`; what GitHub Actions sets has its name there, `GITHUB_API_URL`. */
export const settingVariable = (name: SettingName): string => {
  const variable = name.replace(/[A-Z]/g, '_$&').toUpperCase();
  return name.startsWith('github') ? variable : `CLAUSEBOOK_${variable}`;
};

/** Reads the environment, which no other file does; an empty value counts as none. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const read = names.map((name) => [name, environment[settingVariable(name)] || undefined] as const);
  return Object.fromEntries(read) as Settings; // one for each name
};
