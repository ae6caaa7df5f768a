/** Who may import whom: the table in docs/architecture.md, enforced. */
const only = (from, allowed) => ({
  name: `${from}-imports`,
  comment: `src/${from}/ may import ${allowed.length === 0 ? 'nothing else of src/' : allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});

/** What reads contracts as rules, decides and keeps: all below what decides as an application. */
const product = ['contract', 'language', 'edition', 'engine', 'scenarios', 'analysis', 'audit', 'workers'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies',
      comment:
        'what runs in service is a dependency; what the browser runs is bundled when the book is built',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/((web|cucumber|proof/solver|sql/duckdb|service/monitoring/tracing)/|module/bundle-runtime)',
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    only('contract', []),
    only('language', []),
    only('workers', []),
    only('edition', ['contract', 'language']),
    only('engine', ['contract', 'language', 'edition']),
    only('scenarios', ['language']),
    only('analysis', ['contract', 'language', 'edition', 'engine', 'scenarios', 'workers']),
    only('audit', ['contract', 'language', 'edition', 'engine', 'workers']),
    only('proof', ['contract', 'language', 'edition', 'engine', 'scenarios', 'analysis', 'workers']),
    only('sql', ['contract', 'language', 'edition', 'engine']),
    only('decide', ['wire', ...product]),
    only('publishing', [...product, 'decide']),
    only('module', ['wire', 'contract', 'language', 'edition', 'engine', 'decide']),
    only('wire', ['contract', 'language', 'edition']),
    only('web', ['language', 'wire']),
    {
      name: 'web-takes-types-of-wire',
      comment: 'the schemas would come into the browser with all that makes them',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/wire/', dependencyTypesNot: ['type-only'] },
    },
    only('service', ['wire', ...product, 'decide', 'publishing']),
    {
      name: 'reference-only',
      comment: 'json-rules-engine and feelin are the reference: nothing else may lean on them',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/reference/' },
      to: { path: 'node_modules/(json-rules-engine|feelin)/' },
    },
    {
      name: 'scenarios-use-the-public-api',
      severity: 'error',
      from: { path: '^src/cucumber/' },
      to: { path: '^src/', pathNot: '^src/(cucumber/|index\\.ts$)' },
    },
    {
      name: 'mcp-is-loaded-late',
      comment: 'what speaks with agents takes long to load: whoever does not is not to wait for it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/service/mcp/' },
      to: { path: '^src/service/mcp/|node_modules/@modelcontextprotocol/', dynamic: false },
    },
    {
      name: 'express-in-the-service',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/service/' },
      to: { path: 'node_modules/express/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
