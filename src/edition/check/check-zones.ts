import { sha256 } from '../../language/canonical.js';
import { partsOf } from '../../language/syntax/walk.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { isZone, zoneRules } from '../../language/time/zones.js';
import type { FactShape } from '../model/declarations.js';
import type { Edition } from '../model/edition.js';
import type { Findings } from '../read/diagnostic.js';
import type { EditionFiles } from '../read/edition-files.js';
import { keyPlace, valuePlace } from '../read/place.js';
import { headOf } from '../read/structure.js';

type Expressions = Pick<
  Edition,
  'facts' | 'constraints' | 'definitions' | 'parameterConstraints' | 'decisions'
>;

/** Holds the zones that edition.yaml names to those that expressions name, and to the rules that this machine has of them. */
export const checkZones = ({ edition }: EditionFiles, built: Expressions, findings: Findings): void => {
  const head = headOf(edition);
  if (head === undefined) return;
  const { zone, zones = {} } = head;
  const { source } = edition;
  if (zone !== undefined && !isZone(zone))
    findings.report('unknown-zone', valuePlace(source, ['zone']), {
      message: `\`${zone}\` is no time zone.`,
      hint: 'Name it as IANA does, such as Europe/Berlin.',
    });
  const used = zonesNamed(built);
  for (const name of used)
    if (!Object.hasOwn(zones, name))
      findings.report(
        'zone-missing',
        keyPlace(source, Object.hasOwn(head, 'zones') ? ['zones'] : ['document']),
        {
          message: `Expressions name the time zone ${name}, and edition.yaml does not.`,
          hint: `Add it there: \`zones: { ${name}: '${digestOfZone(name)}' }\`.`,
        },
      );
  for (const [name, digest] of Object.entries(zones)) {
    const at = valuePlace(source, ['zones', name]);
    if (!used.has(name))
      findings.report('unused-zone', at, {
        message: `No expression names the time zone ${name}.`,
        hint: 'Leave it out.',
      });
    else if (digestOfZone(name) !== digest)
      findings.report('zone-rules-changed', at, {
        message: `This machine has other rules for ${name} than those with this digest (IANA ${process.versions['tz'] ?? ''}).`,
        hint: `Run the scenarios. Where the new rules are to hold, make a release with ${digestOfZone(name)}.`,
      });
  }
};

/** The time zones that expressions of an edition name. */
export const zonesNamed = (built: Expressions): ReadonlySet<string> =>
  new Set(expressionsOf(built).flatMap(zonesIn));

const digestOfZone = (name: string): string => sha256(zoneRules(name));

const expressionsOf = ({ facts, constraints, definitions, parameterConstraints, decisions }: Expressions) => [
  ...[...facts.values()].flatMap(({ shape }) => defaultsIn(shape)),
  ...[...constraints, ...parameterConstraints].map(({ holds }) => holds),
  ...[...definitions.values()].map(({ is }) => is),
  ...[...decisions.values()].flatMap(({ effects, rules }) => [
    ...[...effects.values()].map((effect) => effect.default),
    ...rules.flatMap(({ then }) => [
      ...then.effects.values(),
      ...(then.discretion?.upTo == null ? [] : [then.discretion.upTo]),
    ]),
  ]),
];

const defaultsIn = (shape: FactShape): readonly TypedExpression[] => [
  ...(shape.default === null ? [] : [shape.default]),
  ...[...shape.fields.values()].flatMap(defaultsIn),
];

/** The zones that a part of an expression may name: its last argument's texts. */
const zonesIn = (expression: TypedExpression): readonly string[] => {
  const zone =
    expression.kind === 'call' && inZones.has(expression.function) ? expression.arguments.at(-1) : undefined;
  const own = zone?.type.kind === 'text' ? (zone.type.values ?? []) : [];
  return [...own, ...partsOf(expression).flatMap(zonesIn)];
};

const inZones: ReadonlySet<string> = new Set([
  ...['add months', 'days between', 'months between', 'start of day', 'start of month', 'start of year'],
  ...['date in zone', 'time in zone', 'instant of', 'from zone', 'in zone'],
]);
