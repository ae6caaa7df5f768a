import { byMonth, type Cohort } from '../../../analysis/impact/cohorts.js';
import type { Edition } from '../../../edition/model/edition.js';
import { textOf, type Sql } from '../../../sql/values/sql-text.js';
import { CouldNot } from '../../shell/command.js';

/** A quarter of an hour: clocks differ from UTC by whole ones. */
const slotMs = 900_000;

/** SQL by which a cohort is told apart: a stretch of the asOf for the month, the fact as JSON for one of a fact. @param fact `undefined` for the month */
export const cohortColumn = (edition: Edition, fact: string | undefined): Sql => {
  if (fact !== undefined) return `json_extract("decided.facts", ${textOf(`/${fact.split('.').join('/')}`)})`;
  // By UTC the month of a slot is the slot's; elsewhere a month may begin at any of them.
  return edition.zone === 'UTC'
    ? `epoch_ms(date_trunc('month', make_timestamp_ms("asOf")))`
    : `floor("asOf" / ${slotMs}) * ${slotMs}`;
};

/** What a cohort takes the value of: a case with that fact alone, or at that instant. */
export const caseOfCohort = (
  edition: Edition,
  fact: string | undefined,
  value: unknown,
): Parameters<Cohort['valueOf']>[0] => {
  if (fact === undefined) {
    const asOf = Number(value);
    const { valueOf } = byMonth(edition);
    const last = { facts: {}, asOf: asOf + slotMs - 1 };
    if (edition.zone !== 'UTC' && valueOf({ facts: {}, asOf }) !== valueOf(last))
      throw new CouldNot(
        `A month of \`${edition.zone}\` begins within a quarter of an hour of UTC: take \`--data\` or \`--store\`.`,
      );
    return { facts: {}, asOf };
  }
  const given: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
  const facts = fact.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), given);
  return { facts: facts as Readonly<Record<string, unknown>>, asOf: 0 }; // made just above
};
