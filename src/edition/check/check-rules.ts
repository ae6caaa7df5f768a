import { suggestion } from '../../language/nearest.js';
import { allRuleIds } from '../build/build-rule-set.js';
import { dependencyOrder } from '../build/dependency-order.js';
import type { Findings } from '../read/diagnostic.js';
import { reservedNames } from '../names/names.js';
import { valuePlace } from '../read/place.js';
import { wholeItems, type Structured } from '../read/structure.js';

/** Checks how the rules of one file name each other, and that every outcome has a rule. */
export const checkRules = (structured: Structured<'rule-set'>, findings: Findings): void => {
  const { source } = structured;
  const items = wholeItems(structured, 'rules');
  const ids = allRuleIds(structured);
  const seen = new Set<string>();
  for (const { value, path } of items) {
    const { id, overrides } = value;
    if (seen.has(id)) {
      findings.report('duplicate-id', valuePlace(source, [...path, 'id']), {
        message: `Two rules have the id \`${id}\`.`,
        hint: 'Give each its own: records and scenarios name rules by id.',
      });
    }
    seen.add(id);
    for (const [index, name] of (overrides ?? []).entries()) {
      const at = valuePlace(source, [...path, 'overrides', index]);
      if (name === id) {
        findings.report('self-override', at, {
          message: `\`${id}\` overrides itself.`,
          hint: 'Remove it from `overrides`.',
        });
      } else if (!ids.includes(name)) {
        findings.report('unknown-override', at, {
          message: `\`${name}\` is no rule of this file.`,
          hint: suggestion(name, ids, `Its rules are ${ids.join(', ')}.`),
        });
      }
    }
  }
  checkCycles(structured, findings);
  if (structured.broken.size > 0) return;
  const given = new Set(items.map(({ value }) => value.then.outcome));
  const listed = wholeItems(structured, 'outcomes');
  // A misspelt outcome may be the one that seems to lack a rule.
  if ([...given].some((outcome) => listed.every(({ value }) => value !== outcome))) return;
  for (const { value, path } of listed) {
    if (given.has(value) || reservedNames.has(value)) continue;
    findings.report('unreachable-outcome', valuePlace(source, path), {
      message: `No rule has the outcome \`${value}\`.`,
      hint: 'Write the rule that gives it, or remove it from `outcomes`.',
    });
  }
};

const checkCycles = (structured: Structured<'rule-set'>, findings: Findings): void => {
  const items = wholeItems(structured, 'rules');
  const overrides = new Map(
    items.map(({ value }) => [value.id, (value.overrides ?? []).filter((id) => id !== value.id)]),
  );
  const { cycles } = dependencyOrder([...overrides.keys()], (id) => overrides.get(id) ?? []);
  for (const cycle of cycles) {
    const [first, second = first] = cycle;
    const item = items.find(({ value }) => value.id === first);
    if (item === undefined || first === undefined || second === undefined) continue;
    const index = (item.value.overrides ?? []).indexOf(second);
    findings.report('override-cycle', valuePlace(structured.source, [...item.path, 'overrides', index]), {
      message: `Rules override each other in a circle: ${[...cycle, first].join(' → ')}.`,
      hint: 'Say which one is the exception, and remove the other from its `overrides`.',
    });
  }
};
