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

const folder = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The folder that holds one folder of scenarios per contract. */
export const featuresDirectory = folder('../');

/**
 * Reads the settings: `CLAUSEBOOK_DRIVER` (`http`, the default, or `in-process`; the world parameter `driver` goes
 * first) and `CLAUSEBOOK_SCENARIO_DATA` (the data directory). Throws where the driver is neither.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  worldParameters: Readonly<Record<string, unknown>>,
): Settings {
  const driver = worldParameters['driver'] ?? environment['CLAUSEBOOK_DRIVER'] ?? 'http';
  if (driver !== 'http' && driver !== 'in-process') {
    throw new Error(`The driver \`${JSON.stringify(driver)}\` is unknown: name \`http\` or \`in-process\`.`);
  }
  return {
    driver,
    dataDirectory: environment['CLAUSEBOOK_SCENARIO_DATA'] ?? null,
    editionsDirectory: folder('../../rules/'),
    featuresDirectory,
  };
}
