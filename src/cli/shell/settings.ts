/**
 * What may come from the environment; every name is also an option of the command that it is for, and the option wins.
 * This is the one file that reads the environment.
 */
export interface Settings {
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly editions: string | undefined;
  readonly features: string | undefined;
  readonly engine: string | undefined;
  readonly shadow: string | undefined;
  readonly store: string | undefined;
  readonly signingKey: string | undefined;
  readonly idempotencyLife: string | undefined;
  /** `open`, `encrypted` or `masked`. */
  readonly personal: string | undefined;
  readonly personalKey: string | undefined;
  /** Days. */
  readonly retain: string | undefined;
  readonly keys: string | undefined;
  /** The API key by which a running service is asked. */
  readonly key: string | undefined;
  readonly jwks: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** `true` or `false`. */
  readonly insecure: string | undefined;
  readonly allowedHosts: string | undefined;
  readonly rateLimit: string | undefined;
  /** `true` or `false`. */
  readonly openMetrics: string | undefined;
  readonly logLevel: string | undefined;
  /** How many must have approved a release besides its author. */
  readonly approvals: string | undefined;
}

/** Reads `CLAUSEBOOK_` with the name of each setting: `CLAUSEBOOK_PORT`, `CLAUSEBOOK_SIGNING_KEY`; an empty value counts as none. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const named = (name: string): string | undefined => {
    const value = environment[`CLAUSEBOOK_${name}`];
    return value === '' ? undefined : value;
  };
  return {
    port: named('PORT'),
    host: named('HOST'),
    data: named('DATA'),
    editions: named('EDITIONS'),
    features: named('FEATURES'),
    engine: named('ENGINE'),
    shadow: named('SHADOW'),
    store: named('STORE'),
    signingKey: named('SIGNING_KEY'),
    idempotencyLife: named('IDEMPOTENCY_LIFE'),
    personal: named('PERSONAL'),
    personalKey: named('PERSONAL_KEY'),
    retain: named('RETAIN'),
    keys: named('KEYS'),
    key: named('KEY'),
    jwks: named('JWKS'),
    issuer: named('ISSUER'),
    audience: named('AUDIENCE'),
    insecure: named('INSECURE'),
    allowedHosts: named('ALLOWED_HOSTS'),
    rateLimit: named('RATE_LIMIT'),
    openMetrics: named('OPEN_METRICS'),
    logLevel: named('LOG_LEVEL'),
    approvals: named('APPROVALS'),
  };
};
