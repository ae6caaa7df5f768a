import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How the scenarios reach Clausebook: over HTTP, or by a call in this process. */
export type DriverName = 'http' | 'in-process';

/** What a run of the scenarios is told from outside. */
export interface Settings {
  readonly driver: DriverName;
  /** Where records and `scenarios.json` go; `null` for a folder that is removed after the run. */
  readonly dataDirectory: string | null;
  readonly editionsDirectory: string;
  /** The folder that holds one folder of scenarios per contract. */
  readonly featuresDirectory: string;
}

/**
 * Reads the settings: those of the world parameters `driver`, `data`, `editions` and `features`, else those of the environment:
 * `CLAUSEBOOK_DRIVER` (`http`, the default, or `in-process`), `CLAUSEBOOK_SCENARIO_DATA` (the data directory), `CLAUSEBOOK_EDITIONS`
 * (default: `rules` here, else the editions that come with clausebook) and `CLAUSEBOOK_FEATURES` (default: `features` here). Throws
 * where the driver is neither.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  worldParameters: Readonly<Record<string, unknown>>,
): Settings {
  const said = (name: string, variable: string): string | undefined => {
    const value = worldParameters[name];
    return typeof value === 'string' ? value : environment[variable];
  };
  const driver = said('driver', 'CLAUSEBOOK_DRIVER') ?? 'http';
  if (driver !== 'http' && driver !== 'in-process') {
    throw new Error(`The driver \`${driver}\` is unknown: name \`http\` or \`in-process\`.`);
  }
  return {
    driver,
    dataDirectory: said('data', 'CLAUSEBOOK_SCENARIO_DATA') ?? null,
    editionsDirectory:
      said('editions', 'CLAUSEBOOK_EDITIONS') ?? (existsSync('rules') ? 'rules' : shippedEditions),
    featuresDirectory: said('features', 'CLAUSEBOOK_FEATURES') ?? 'features',
  };
}

const shippedEditions = fileURLToPath(new URL('../../rules/', import.meta.url));
