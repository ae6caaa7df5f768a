import { overlapping } from '../../edition/names/dotted-names.js';
import type { Edition } from '../../edition/model/edition.js';
import { factSchema } from '../../edition/model/fact-schema.js';

/**
 * The schema of a decision's facts for who writes them: `x-reads` marks those that the decision reads, the others say why they are taken.
 * Throws a RangeError where the edition has no such decision.
 */
export const markedFactSchema = (edition: Edition, decision: string): object => {
  const schema = factSchema(edition, decision);
  const reads = edition.decisions.get(decision)?.reads ?? [];
  const properties: object = 'properties' in schema ? (schema.properties ?? {}) : {};
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]: [string, object]) => [
        name,
        reads.some((read) => overlapping(read, name))
          ? { ...property, 'x-reads': true }
          : { ...property, description: notRead(property, decision) },
      ]),
    ),
  };
};

const notRead = (property: object, decision: string): string => {
  const described = 'description' in property ? `${String(property.description)} ` : '';
  return `${described}(Not read by ${decision}; accepted so that several decisions can be asked together.)`;
};
