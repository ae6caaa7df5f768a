import { _, Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { Edition } from '../../edition/model/edition.js';
import { vocabularySchema } from '../../edition/model/fact-schema.js';
import { checkOptions, type CheckKind } from './fact-check.js';
import { checkFormats } from './fact-formats.js';
import { schemaDigest } from './fact-validation.js';

/** An edition with the code of the checks of its facts: what ajv would else make when facts first come. The code is the same. */
export const withFactChecks = (edition: Edition): Edition => {
  const schema = vocabularySchema(edition);
  return {
    ...edition,
    factChecks: {
      schemaDigest: schemaDigest(schema),
      quick: codeOf(schema, 'quick'),
      whole: codeOf(schema, 'whole'),
    },
  };
};

const codeOf = (schema: object, kind: CheckKind): string => {
  const code = { source: true, formats: _`formats` };
  const ajv = new Ajv2020({ ...checkOptions[kind], formats: checkFormats, code });
  return standalone.default(ajv, ajv.compile(schema));
};
