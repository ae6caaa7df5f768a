import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Canonical JSON as the package makes it (RFC 8785). It is CommonJS and exports the function itself, which its types do not say. */
export const byPackage = require('canonicalize') as (value: unknown) => string;
