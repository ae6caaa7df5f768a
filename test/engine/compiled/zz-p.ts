import { compareOnRandomFacts, loadRealEdition } from './support/differential.js';
const n = Number(process.argv[2] ?? 200);
const t = performance.now();
console.log(await compareOnRandomFacts(await loadRealEdition(), n, Number(process.argv[3] ?? 1)));
console.log(((performance.now() - t) / n).toFixed(1), 'ms per case');
