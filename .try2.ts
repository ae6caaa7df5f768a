import { loadEditions } from './src/service/load-editions.js';
import { ruleInWords } from './src/analysis/plain-words.js';
const l = await loadEditions('rules'); if (l.code !== 'loaded') throw new Error(JSON.stringify(l));
const [e] = l.editions; if (e) for (const s of e.decisions.values()) for (const r of s.rules) console.log(`${s.decision}/${r.id}: ${ruleInWords(e, s, r)}\n`);
