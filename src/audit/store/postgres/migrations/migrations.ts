import type { Migration } from '../migrate.js';
import { asOf } from './as-of.js';
import { metadata } from './metadata.js';
import { decisionLog } from './decision-log.js';
import { oneTable } from './one-table.js';
import { positions } from './positions.js';
import { registry } from './registry.js';
import { nodes } from './nodes.js';
import { removals } from './removals.js';

/** Every migration, by version. One that was released is never changed: another is added. */
export const migrations: readonly Migration[] = [
  decisionLog,
  removals,
  registry,
  oneTable,
  metadata,
  positions,
  nodes,
  asOf,
];
