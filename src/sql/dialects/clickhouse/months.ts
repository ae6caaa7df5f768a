/** The calendar by arithmetic: ClickHouse's dates end in 2299, and what is beyond becomes another date without a word. */
import type { Sql } from '../../values/sql-text.js';

const dayMs = 86_400_000;
/** Four hundred years, after which the calendar repeats, in months and days. */
const cycle = { months: 4800, days: 146_097 };
/** Days from 1 March of the year 0, where a year begins whose last day is the leap day, to 1970. */
const toEpoch = 719_468;
/** More cycles than months are taken away. */
const before = 30;

/** Expressions that are each computed once, and have names in what is made of them. */
const named = (names: Readonly<Record<string, Sql>>, make: Sql): Sql =>
  `arrayMap((${Object.keys(names).join(', ')}) -> ${make}, ${Object.values(names)
    .map((sql) => `[${sql}]`)
    .join(', ')})[1]`;

/** The first day of a month of a year that begins in March, counted from 0. */
const firstDay = (month: Sql): Sql => `intDiv(153 * ${month} + 2, 5)`;

/** Calendar months after an instant, a day that the month lacks its last. See `Dialect.addMonths`. */
export const addMonths = (instant: Sql, months: Sql): Sql => {
  const whole = (sql: Sql): Sql => `CAST(${sql} AS Nullable(Int64))`;
  const last = named(
    { era_day: 'intDiv(mon, 4800) * 146097', yoe: 'intDiv(mon % 4800, 12)', mp: 'mon % 12' },
    `(era_day + yoe * 365 + intDiv(yoe, 4) - intDiv(yoe, 100) + ${firstDay('mp')} + least(dom, ${lengthOf()}) - ${toEpoch + before * cycle.days}) * ${dayMs} + of_day`,
  );
  const later = named(
    {
      mon: `era * ${cycle.months} + year_of * 12 + march + shift + ${before * cycle.months}`,
      dom: `doy - ${firstDay('march')}`,
    },
    last,
  );
  const inYear = named({ march: 'intDiv(5 * doy + 2, 153)' }, later);
  const inEra = named({ doy: 'doe - (365 * year_of + intDiv(year_of, 4) - intDiv(year_of, 100))' }, inYear);
  const inCycle = named(
    { year_of: 'intDiv(doe - intDiv(doe, 1460) + intDiv(doe, 36524) - intDiv(doe, 146096), 365)' },
    inEra,
  );
  const ofDay = named({ era: `intDiv(day, ${cycle.days})`, doe: `day % ${cycle.days}` }, inCycle);
  const at = `(${whole(instant)} - ${-62_135_596_800_000 - 365 * dayMs})`;
  return named(
    {
      day: `intDiv(${at}, ${dayMs}) + ${toEpoch - 719_162 - 365}`,
      of_day: `${at} % ${dayMs}`,
      shift: whole(months),
    },
    ofDay,
  );
};

/** Days of a month, of which the year's last, February, has one more before a year with a leap day ends. */
const lengthOf = (): Sql =>
  `if(mp = 11, if(((yoe + 1) % 4 = 0) AND (((yoe + 1) % 100 <> 0) OR ((yoe + 1) % 400 = 0)), 29, 28), ${firstDay('(mp + 1)')} - ${firstDay('mp')}) - 1`;
