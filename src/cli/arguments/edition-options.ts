import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultEngine, engines, type EngineName } from '../../engine/engines.js';
import { choice, text } from '../shell/options.js';

/** A folder of this name here, else the one that comes with clausebook. */
const orShipped = (name: string) => (): string =>
  existsSync(name) ? name : fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** Where editions are, for every command that reads them. */
export const editionsOption = text<string>({
  value: 'DIR',
  means: 'where the editions are',
  env: 'editions',
  otherwise: orShipped('rules'),
  told: './rules, else those that come with clausebook',
});

/** Where scenarios are; those that come with clausebook where there are none here. */
export const shippedFeatures = {
  value: 'DIR',
  otherwise: orShipped('features'),
  told: './features, else those that come with clausebook',
};

/** Where the scenarios of contracts are. */
export const featuresOption = (means: string) =>
  text({ value: 'DIR', means, otherwise: 'features', told: './features' });

const engineNames = Object.keys(engines) as readonly EngineName[]; // its own keys

/** What evaluates. */
export const engineOption = choice<EngineName, EngineName>(engineNames, {
  value: 'NAME',
  means: `what evaluates, ${engineNames.join(' or ')}; both say the same`,
  env: 'engine',
  otherwise: defaultEngine,
});
