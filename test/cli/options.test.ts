import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  choice,
  duration,
  flag,
  instant,
  list,
  number,
  readOptions,
  share,
  tellOption,
  text,
  texts,
  type Given,
} from '../../src/cli/shell/options.js';
import { readSettings } from '../../src/cli/shell/settings.js';

const options = {
  port: number({
    value: 'PORT',
    means: 'where to listen',
    env: 'port',
    otherwise: 8080,
    min: 0,
    max: 65_535,
  }),
  data: text({ value: 'DIR', means: 'where', env: 'data', otherwise: 'data', told: './data' }),
  store: text({ value: 'URL', means: 'a database', env: 'store', unless: 'data' }),
  engine: choice(['compiled', 'reference'], { value: 'NAME', means: 'what evaluates' }),
  insecure: flag({ means: 'for all', env: 'insecure' }),
  reviewer: texts({ value: 'NAME', means: 'who approved' }),
  cohort: list({ value: 'FACTS', means: 'by which', insteadOf: ['reviewer', 'dryRun'] }),
  from: instant({ means: 'since when', needs: 'engine' }),
  retain: duration({ value: 'DAYS', means: 'how long', unit: 'days', max: 100, told: 'for ever' }),
  part: share({ value: 'SHARE', means: 'how many of them', otherwise: 1 }),
  dryRun: flag({ means: 'enter nothing' }),
};

const read = (given: Given, environment: NodeJS.ProcessEnv = {}) =>
  readOptions(options, given, readSettings(environment));

describe('The options of a call', () => {
  test('have their defaults where nothing is given', () => {
    assert.deepEqual(read({}), {
      port: 8080,
      data: 'data',
      store: undefined,
      engine: undefined,
      insecure: false,
      reviewer: [],
      cohort: [],
      from: undefined,
      retain: undefined,
      part: 1,
      dryRun: false,
    });
  });

  test('are of their types, with the last of several where one is meant', () => {
    const { port, reviewer, retain, part, from, dryRun } = read({
      port: ['1', '65535'],
      reviewer: ['Ann', 'Ben'],
      retain: ['2'],
      part: ['.25'],
      engine: ['reference'],
      from: ['2026-08-15T14:00:00+02:00'],
      dryRun: true,
    });
    const when = Date.parse('2026-08-15T12:00:00Z');
    assert.deepEqual([port, reviewer, retain], [65_535, ['Ann', 'Ben'], 172_800_000]);
    assert.deepEqual([part, from, dryRun], [0.25, when, true]);
    assert.deepEqual(read({ cohort: [' a, b,,a'] }).cohort, ['a', 'b']);
  });

  test('go before what the environment says, which goes before the defaults', () => {
    const environment = { CLAUSEBOOK_PORT: '1', CLAUSEBOOK_INSECURE: 'true', CLAUSEBOOK_STORE: 's' };
    const { port, insecure, store } = read({}, environment);
    assert.deepEqual([port, insecure, store], [1, true, 's']);
    assert.deepEqual(read({ port: ['2'] }, environment).port, 2);
    assert.equal(read({ data: ['d'] }, environment).store, undefined);
    assert.equal(read({ data: ['d'], store: ['t'] }, environment).store, 't');
  });

  for (const [given, environment, says] of [
    [{ port: ['65536'] }, {}, '`--port 65536`: give a whole number from 0 to 65535.'],
    [{ port: ['-1'] }, {}, '`--port -1`: give a whole number from 0 to 65535.'],
    [{ port: ['1.5'] }, {}, '`--port 1.5`: give a whole number from 0 to 65535.'],
    [{}, { CLAUSEBOOK_PORT: 'many' }, '`CLAUSEBOOK_PORT=many`: give a whole number from 0 to 65535.'],
    [{}, { CLAUSEBOOK_INSECURE: 'yes' }, '`CLAUSEBOOK_INSECURE=yes`: give true or false.'],
    [{ engine: ['fast'] }, {}, '`--engine fast`: give compiled or reference.'],
    [{ retain: ['0'] }, {}, '`--retain 0`: give a whole number of days from 1 to 100.'],
    [{ retain: ['101'] }, {}, '`--retain 101`: give a whole number of days from 1 to 100.'],
    [{ part: ['1.01'] }, {}, '`--part 1.01`: give a share from 0 to 1.'],
    [{ part: ['.'] }, {}, '`--part .`: give a share from 0 to 1.'],
    [
      { engine: ['compiled'], from: ['2026-08-15'] },
      {},
      '`--from 2026-08-15`: give an instant of RFC 3339 with an offset, such as 2026-08-15T12:00:00Z.',
    ],
    [{ from: ['2026-08-15T12:00:00Z'] }, {}, '`--from` goes with `--engine NAME`.'],
    [
      { cohort: ['a'], dryRun: true },
      {},
      '`--cohort` goes in place of `--reviewer` and `--dry-run`: give one of them.',
    ],
  ] as const)
    test(`are refused: ${says}`, () => {
      assert.throws(() => read(given, environment), { name: 'WrongUse', message: says });
    });

  test('are told with their variables and defaults', () => {
    const told = Object.entries(options).map(([name, option]) => tellOption(name, option).trim());
    assert.deepEqual(
      told.map((line) => line.replace(/ {2,}/, '  ')),
      [
        '--port PORT  where to listen (CLAUSEBOOK_PORT; default 8080)',
        '--data DIR  where (CLAUSEBOOK_DATA; default ./data)',
        '--store URL  a database (CLAUSEBOOK_STORE)',
        '--engine NAME  what evaluates',
        '--insecure  for all (CLAUSEBOOK_INSECURE=true)',
        '--reviewer NAME  who approved',
        '--cohort FACTS  by which',
        '--from INSTANT  since when',
        '--retain DAYS  how long (default: for ever)',
        '--part SHARE  how many of them (default 1)',
        '--dry-run  enter nothing',
      ],
    );
  });
});
