import { _, Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { Edition, PreparedChecks } from '../edition/model/edition.js';
import { factSchema } from '../edition/model/fact-schema.js';
import { checkFormats, checkOptions, type CheckKind } from './fact-check.js';
import { schemaDigest } from './fact-validation.js';

/**
 * An edition with the code of every check of its facts: what ajv would else make when facts first come, which takes a second for a large
 * vocabulary. The code is the same.
 */
export const withFactChecks = (edition: Edition): Edition => ({
  ...edition,
  factChecks: new Map(
    [...edition.decisions.keys()].map((decision) => [decision, checksOf(edition, decision)]),
  ),
});

const checksOf = (edition: Edition, decision: string): PreparedChecks => {
  const schema = factSchema(edition, decision);
  return {
    schemaDigest: schemaDigest(schema),
    quick: codeOf(schema, 'quick'),
    whole: codeOf(schema, 'whole'),
  };
};

const codeOf = (schema: object, kind: CheckKind): string => {
  const code = { source: true, formats: _`formats` };
  const ajv = new Ajv2020({ ...checkOptions[kind], formats: checkFormats, code });
  return standalone.default(ajv, ajv.compile(schema));
};
