import assert from 'node:assert/strict';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { LogDamagedError } from '../../src/audit/store/failures.js';
import { readSettings } from '../../src/cli/shell/settings.js';
import { boatFiles } from '../support/boat-hire.js';
import { toldBuild } from '../../src/service/monitoring/product-build.js';
import { call, libraryEditions, temporary, writeEdition } from './support/call.js';

const commands = ['check', 'review', 'decide', 'explain', 'serve', 'coverage'];

describe('Help', () => {
  for (const argv of [['help'], ['--help'], ['-h']]) {
    test(`of \`clausebook ${argv.join(' ')}\` names every command and the exit codes`, async () => {
      const { code, out, err } = await call(argv);
      assert.equal(code, 0);
      assert.equal(err, '');
      for (const command of commands) assert.match(out, new RegExp(`^ {2}${command} `, 'm'));
      assert.match(out, /0 fine, 1 findings, 2 wrong use, 3 could not/);
    });
  }

  for (const command of commands) {
    test(`of \`${command}\` says how it is called, what each option means, and more`, async () => {
      const { code, out } = await call([command, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^clausebook ${command}: `));
      assert.match(out, new RegExp(`^Usage: clausebook ${command} `, 'm'));
      assert.match(out, /^ {2}--help +this text$/m);
      assert.equal((await call([command, '-h'])).out, out);
      assert.equal((await call(['help', command])).out, out);
    });
  }
});

describe('The version', () => {
  test('tells the commit of the build, and whether files differed from it', () => {
    const build = { version: '1.2.3', commit: 'abc', isChanged: false };
    assert.equal(toldBuild(build), '1.2.3 (commit abc)');
    assert.equal(toldBuild({ ...build, isChanged: true }), '1.2.3 (commit abc, with changes)');
    assert.equal(toldBuild({ ...build, commit: null }), '1.2.3');
  });

  test('is that of the package', async () => {
    const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(file) as { readonly version: string }; // the package's own
    for (const argv of [['--version'], ['version']])
      assert.deepEqual(await call(argv), { code: 0, out: `${version}\n`, err: '' });
  });
});

describe('Wrong use', () => {
  for (const [argv, says] of [
    [['publsh'], /there is no command `publsh`.*check, review/],
    [['check', '--jsn'], /clausebook check: .*--jsn[^]*Usage: clausebook check /],
    [['check', libraryEditions.replace(/fixtures$/, 'broken')], /There is no edition at or below/],
    [['decide'], /Name the decision[^]*Usage: clausebook decide /],
    [['decide', 'fee', 'loan'], /One decision at a time; `loan` is too much/],
    [['decide', 'fee', '--facts'], /--facts/],
    [['explain'], /Name one recorded decision by its id/],
    [['explain', 'a', 'b'], /Name one recorded decision by its id/],
    [
      ['serve', '--port', 'many'],
      /`--port many`: give a whole number from 0 to 65535[^]*Usage: clausebook serve /,
    ],
    [['serve', '--port', '65536'], /`--port 65536`: give a whole number from 0 to 65535/],
    [['review', '--by', ' ', '--editions', libraryEditions], /`--by` needs a name/],
  ] as const) {
    test(`as in \`clausebook ${argv.map((part) => part.replace(/.*\/test\//, 'test/')).join(' ')}\` gives 2 and says what is right`, async () => {
      const { code, out, err } = await call(argv);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, says);
    });
  }

  test('is a call without a command: it gives 2, and the help', async () => {
    const { code, out } = await call([]);
    assert.equal(code, 2);
    assert.match(out, /Usage: clausebook COMMAND/);
  });
});

describe('An option that a command does not have', () => {
  test('is answered with the one that was probably meant', async () => {
    const { code, err } = await call(['decide', 'fee', '--fact', 'case.json']);
    assert.equal(code, 2);
    assert.match(
      err,
      /^clausebook decide: `--fact` is no option of this command\. Did you mean `--facts`\?\nUsage: /,
    );
  });

  test('is answered with all that there are where none is near', async () => {
    for (const given of ['--colour', '-x']) {
      const { code, err } = await call(['check', given]);
      assert.equal(code, 2);
      assert.match(
        err,
        new RegExp(`\`${given}\` is no option of this command\\. There are --.*, --help\\.\\n`),
      );
    }
  });
});

describe('What could not be done', () => {
  test('names a file that is not there once', async () => {
    for (const argv of [
      ['decide', 'fee', '--facts', '/nowhere/at/all.json'],
      ['decide', '--batch', '/nowhere/at/all.json'],
      ['check', '/nowhere/at/all.json'],
    ]) {
      const { err } = await call(argv);
      assert.match(err, /`\/nowhere\/at\/all\.json` cannot be read: ENOENT: no such file or directory\n$/);
    }
  });

  for (const argv of [
    ['check', '/nowhere/at/all'],
    ['check', '--editions', '/nowhere/at/all'],
    ['review', '/nowhere/at/all'],
    ['decide', 'fee', '--editions', '/nowhere/at/all', '--facts', '-'],
    ['decide', 'fee', '--facts', '/nowhere/at/all.json'],
    ['coverage', '--scenarios', '/nowhere/at/all'],
    ['explain', 'an-id', '--url', 'http://127.0.0.1:9'],
    ['serve', '--port', '0', '--editions', '/nowhere/at/all', '--data', '/nowhere/data'],
  ]) {
    test(`as in \`clausebook ${argv.join(' ')}\` gives 3, and why in one line`, async () => {
      const { code, out, err } = await call(argv, { input: '{}' });
      assert.equal(code, 3);
      assert.equal(out, '');
      assert.match(err, /^clausebook (check|review|decide|coverage|explain|serve): [^\n]+\n$/);
    });
  }

  test('because the system refuses a file of an edition gives 3, and names the file', async (t) => {
    const directory = await temporary(t);
    const folder = await writeEdition(directory, 'boat-hire/2026', boatFiles({ rules: '[]' }));
    const gone = join(folder, 'gone.yaml');
    await symlink('nowhere', gone);
    const { code, err } = await call(['check', folder]);
    assert.equal(code, 3);
    assert.equal(err, `clausebook check: \`${gone}\` cannot be used: ENOENT: no such file or directory\n`);
  });

  test('because a log is damaged where it is read only later gives 3, and asks to report nothing', async () => {
    const { code, err } = await call(['check', '--help'], {
      onOut: () => {
        throw new LogDamagedError('log.db', new Error('the disk image is malformed'));
      },
    });
    assert.equal(code, 3);
    assert.equal(
      err,
      'clausebook check: log-damaged: `log.db` is damaged: the disk image is malformed. Restore it from a copy.\n',
    );
  });

  test('because of a defect gives 3, and asks to report it', async () => {
    const { code, err } = await call(['check', '--help'], {
      onOut: () => {
        throw new TypeError('Nobody foresaw this.');
      },
    });
    assert.equal(code, 3);
    assert.match(err, /a defect of clausebook, please report it/);
  });
});

describe('Settings', () => {
  test('come from the environment, and an empty one is none', () => {
    const given = (settings: object): object =>
      Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    assert.deepEqual(
      given(
        readSettings({
          CLAUSEBOOK_PORT: '1',
          CLAUSEBOOK_HOST: 'h',
          CLAUSEBOOK_DATA: 'd',
          CLAUSEBOOK_EDITIONS: 'e',
          CLAUSEBOOK_FEATURES: 'g',
          CLAUSEBOOK_ENGINE: 'compiled',
          CLAUSEBOOK_SHADOW: '0.1',
          CLAUSEBOOK_STORE: 'postgres://h/d',
          CLAUSEBOOK_SIGNING_KEY: 'k',
          CLAUSEBOOK_IDEMPOTENCY_LIFE: '48',
          CLAUSEBOOK_KEYS: 'f',
          CLAUSEBOOK_KEY: 'cbk_x',
          CLAUSEBOOK_JWKS: 'https://s',
          CLAUSEBOOK_ISSUER: 'i',
          CLAUSEBOOK_AUDIENCE: 'a',
          CLAUSEBOOK_INSECURE: 'true',
          CLAUSEBOOK_RATE_LIMIT: '5',
          CLAUSEBOOK_OPEN_METRICS: 'true',
          CLAUSEBOOK_LOG_LEVEL: 'warn',
          PORT: '2',
        }),
      ),
      {
        port: '1',
        host: 'h',
        data: 'd',
        editions: 'e',
        features: 'g',
        engine: 'compiled',
        shadow: '0.1',
        store: 'postgres://h/d',
        signingKey: 'k',
        idempotencyLife: '48',
        keys: 'f',
        key: 'cbk_x',
        jwks: 'https://s',
        issuer: 'i',
        audience: 'a',
        insecure: 'true',
        rateLimit: '5',
        openMetrics: 'true',
        logLevel: 'warn',
      },
    );
    assert.equal(readSettings({ CLAUSEBOOK_PORT: '' }).port, undefined);
    assert.equal(readSettings({}).data, undefined);
  });

  test('say where the editions are, and an option wins', async () => {
    const environment = { CLAUSEBOOK_EDITIONS: libraryEditions };
    const { code, out } = await call(['check'], { environment });
    assert.equal(code, 0);
    assert.match(out, /library-lending.2025-03-01: 0 errors/);
    const none = await call(['check', '--editions', '/nowhere'], { environment });
    assert.equal(none.code, 3);
  });
});
