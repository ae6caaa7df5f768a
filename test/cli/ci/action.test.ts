import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { commitAll, git } from '../../support/git-repository.js';
import { call, libraryEditions } from '../support/call.js';
import { needBuild, withoutCoverage } from '../support/served.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a composite action says, as far as it is run here. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly name: string;
      readonly if?: string;
      readonly shell: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

/** The comments of a pull request, served as GitHub does, of which it holds what the action asks for. */
const commentsOfGitHub = async () => {
  const comments: { id: number; body: string }[] = Array.from({ length: 100 }, (_, id) => ({
    id,
    body: 'Hello',
  }));
  const calls: string[] = [];
  let refuses = false;
  const answer = async (request: IncomingMessage): Promise<readonly [status: number, body: unknown]> => {
    const { method = '', url = '' } = request;
    calls.push(`${method} ${url}`);
    if (request.headers.authorization !== 'Bearer let-me-in') return [401, { message: 'Bad credentials' }];
    const sent = method === 'GET' ? null : (JSON.parse(await text(request)) as { body: string });
    if (refuses) return [403, { message: 'Resource not accessible by integration' }];
    const listed = /^\/repos\/ann\/terms\/issues\/7\/comments(?:\?per_page=100&page=(\d+))?$/.exec(url);
    if (method === 'GET' && listed !== null) {
      const page = Number(listed[1]);
      return [200, comments.slice((page - 1) * 100, page * 100)];
    }
    if (method === 'POST' && listed !== null && sent !== null) {
      const comment = { id: comments.length, body: sent.body };
      comments.push(comment);
      return [201, comment];
    }
    const one = /^\/repos\/ann\/terms\/issues\/comments\/(\d+)$/.exec(url);
    const found = comments.find(({ id }) => id === Number(one?.[1]));
    if (method !== 'PATCH' || one === null || found === undefined || sent === null)
      return [404, { message: 'Not Found' }];
    found.body = sent.body;
    return [200, found];
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on a port
    /** Those that somebody else than a person wrote. */
    written: () => comments.slice(100).map(({ body }) => body),
    calls,
    refuse: (now: boolean) => {
      refuses = now;
    },
    close: () => server.close(),
  };
};

/** A result of SARIF, as far as it is read here. */
interface Result {
  readonly ruleId: string;
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    },
  ];
}

interface Ran {
  /** By step, its exit code. */
  readonly codes: readonly (number | null)[];
  readonly out: string;
  readonly summary: string;
}

/**
 * Does what `npx --no-install clausebook` does in a repository that has the package. npm's own takes longer to start than most that it runs:
 * one run of the action has that, with each of its steps and with codes that are not 0.
 */
const installedOnly = `#!/usr/bin/env bash
[ "$1 $2" = '--no-install clausebook' ] || { echo "npx is not to be called with $*" >&2; exit 9; }
exec "$(dirname "$0")/clausebook" "\${@:3}"
`;

describe('The GitHub Action', () => {
  let folder = '';
  let github: Awaited<ReturnType<typeof commentsOfGitHub>>;

  before(needBuild);
  before(async () => {
    github = await commentsOfGitHub();
    folder = await realpath(await mkdtemp(join(tmpdir(), 'clausebook-action-')));
    assert.equal((await call(['init', folder, '--yes'])).code, 0);
    await mkdir(join(folder, 'node_modules', '.bin'), { recursive: true });
    await symlink(root, join(folder, 'node_modules', 'clausebook'));
    await symlink(join(root, 'dist/cli/main.js'), join(folder, 'node_modules/.bin/clausebook'));
    await writeFile(join(folder, 'node_modules/.bin/npx'), installedOnly);
    await chmod(join(folder, 'node_modules/.bin/npx'), 0o755);
    await git(folder, 'init', '--quiet', '--initial-branch', 'main');
    await commitAll(folder);
  });
  after(async () => {
    github.close();
    await rm(folder, { recursive: true });
  });

  /** Runs the steps of action.yml in order, as GitHub does for a pull request into main: with npm's `npx`, or what stands in for it. */
  const runAction = async (
    given: Readonly<Record<string, string>>,
    npx: 'of npm' | 'in place of npm’s' = 'in place of npm’s',
  ): Promise<Ran> => {
    const inPlace = npx === 'of npm' ? [] : [join(folder, 'node_modules/.bin')];
    const path = [...inPlace, process.env['PATH'] ?? ''].join(delimiter);
    const uses = join(folder, 'node_modules/clausebook/action.yml');
    const { inputs, runs } = parse(await readFile(uses, 'utf8')) as Action; // our own
    assert.equal(runs.using, 'composite');
    const context: Readonly<Record<string, string>> = {
      'github.event.pull_request.base.sha': await git(folder, 'rev-parse', 'main'),
      'github.event.pull_request.head.repo.full_name == github.repository': 'true',
      'github.token': 'let-me-in',
    };
    const filled = (written: string, known: Readonly<Record<string, string>>): string =>
      written.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, name: string) => {
        const value = known[name];
        assert.ok(value !== undefined, `${name} is nothing that GitHub knows here`);
        return value;
      });
    for (const name of Object.keys(given)) assert.ok(name in inputs, `${name} is no input`);
    const values = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [
        `inputs.${name}`,
        given[name] ?? filled(input.default, context),
      ]),
    );
    const summaryFile = join(folder, 'summary.md');
    await rm(summaryFile, { force: true });
    const codes: (number | null)[] = [];
    let out = '';
    for (const step of runs.steps) {
      assert.equal(step.shell, 'bash');
      assert.doesNotMatch(step.run, /\$\{\{/, 'what is given must come by the environment');
      const failed = codes.some((code) => code !== 0);
      if (failed && step.if !== '${{ !cancelled() }}') continue;
      const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]);
      const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
        cwd: join(folder, values['inputs.working-directory'] ?? ''),
        env: {
          ...withoutCoverage,
          PATH: path,
          GITHUB_ACTIONS: 'true',
          GITHUB_API_URL: github.url,
          GITHUB_REPOSITORY: 'ann/terms',
          GITHUB_REF: 'refs/pull/7/merge',
          GITHUB_STEP_SUMMARY: summaryFile,
          GITHUB_WORKSPACE: folder,
          ...(Object.fromEntries(env) as Readonly<Record<string, string>>),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [printed, told] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      codes.push(child.exitCode);
      out += printed + told;
    }
    return { codes, out, summary: await readFile(summaryFile, 'utf8') };
  };

  /** The results in a SARIF file of the repository. */
  const resultsIn = async (file: string): Promise<readonly Result[]> => {
    const sarif = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      readonly runs: [{ readonly results: readonly Result[] }];
    };
    return sarif.runs[0].results;
  };

  const change = async (file: string, from: string, to: string): Promise<void> => {
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    assert.ok(before.includes(from));
    await writeFile(path, before.replace(from, to));
  };
  const parameters = 'rules/delivery-terms/2026-01-01/parameters.yaml';

  test('tells what a sound change does, in a summary and in one comment that is renewed', async () => {
    await git(folder, 'checkout', '--quiet', '-b', 'cheaper');
    await change(parameters, 'most: 10', 'most: 9');
    await change('features/delivery-terms/02-late-delivery.feature', '| EUR 25.00 |', '| EUR 22.50 |');
    const feature = join(folder, 'features/delivery-terms/02-late-delivery.feature');
    await writeFile(feature, (await readFile(feature, 'utf8')).replaceAll('EUR 25.00', 'EUR 22.50'));
    await commitAll(folder);
    const { codes, out, summary } = await runAction({});
    assert.deepEqual(codes, [0, 0, 0, 0], out);
    assert.doesNotMatch(out, /^::error/m);
    assert.deepEqual(await resultsIn('clausebook-mutants.sarif'), []);
    await rm(join(folder, 'clausebook-mutants.sarif'));
    assert.match(summary, /^## Contract rules: everything is fine\n/);
    for (const name of ['check', 'scenarios', 'coverage', 'sweep', 'mutate'])
      assert.match(summary, new RegExp(`^\\| ${name} \\| ✅ fine \\|`, 'm'));
    assert.match(summary, /37 of 37 mutants, those of what differs from [0-9a-f]{12}/);
    assert.match(summary, /compensation: parameter rate changed; its scenarios changed/);
    assert.match(summary, /values\.2026-01-01T00:00:00Z\.value\.most: 10 → 9/);
    assert.match(summary, /Different in effect: compensation\./);
    assert.match(summary, /impact\*\*: 2 change .*EUR -5\.00 in all: 0 gain EUR 0\.00, 2 lose EUR 5\.00/);
    assert.deepEqual(github.written(), [`<!-- clausebook report -->\n${summary.trimEnd()}\n`]);
    assert.equal(await readFile(join(folder, 'clausebook-report.md'), 'utf8'), summary);
  });

  test('is red where a rule is broken: at its line, in SARIF and JUnit, and in the same comment', async () => {
    await change(parameters, 'most: 9', 'most: 8');
    await change('rules/delivery-terms/2026-01-01/definitions.yaml', 'definitions:', 'definition:');
    await commitAll(folder);
    const { codes, out, summary } = await runAction({ sarif: 'found.sarif', junit: 'ran.xml' }, 'of npm');
    assert.deepEqual(codes, [1, 0, 1, 1], out);
    assert.match(
      out,
      /^::error file=rules\/delivery-terms\/2026-01-01\/definitions\.yaml,line=\d+,endLine=\d+,/m,
    );
    assert.ok((await resultsIn('found.sarif')).length > 0);
    await assert.rejects(resultsIn('clausebook-mutants.sarif'), /ENOENT/);
    assert.match(summary, /^\| check \| ❌ failed \|/m);
    assert.equal(github.written().length, 1);
    assert.match(github.written()[0] ?? '', /something is wrong/);

    await git(folder, 'checkout', '--quiet', 'HEAD', '.');
    await change('rules/delivery-terms/2026-01-01/definitions.yaml', 'definition:', 'definitions:');
    await commitAll(folder);
    github.refuse(true);
    const wrong = await runAction({ junit: 'ran.xml' });
    github.refuse(false);
    assert.deepEqual(wrong.codes, [0, 0, 1, 3], wrong.out);
    assert.match(wrong.out, /refused the comment with 403 .*Resource not accessible by integration/);
    const junit = await readFile(join(folder, 'ran.xml'), 'utf8');
    assert.match(junit, /<testsuite [^>]*failures="2"/);
    assert.match(junit, /At most 10 percent of the price is owed/);
    assert.match(wrong.summary, /^\| scenarios \| ❌ failed \| 13 scenarios \(11 passed, 2 not\) \|/m);
    // Without these two scenarios, the figure that they are about can be wrong unnoticed.
    const survivor =
      /^::error file=(rules\/.+?),line=(\d+),.*title=parameter-nudged::No scenario notices .*most: 8 to 9%0A/m;
    const [, file, line] = survivor.exec(wrong.out) ?? [];
    assert.equal(file, parameters, wrong.out);
    assert.doesNotMatch(wrong.summary, /^::error/m);
    const rows = (await readFile(join(folder, parameters), 'utf8')).split('\n');
    assert.match(rows[Number(line) - 1] ?? '', /from:/);
    const silent = await resultsIn('clausebook-mutants.sarif');
    assert.equal(silent.length, wrong.out.match(/^::error file=/gm)?.length);
    const place = { artifactLocation: { uri: parameters }, startLine: Number(line) };
    assert.ok(
      silent.some(
        ({ ruleId, locations: [{ physicalLocation: at }] }) =>
          ruleId === 'parameter-nudged' &&
          at.artifactLocation.uri === place.artifactLocation.uri &&
          at.region.startLine === place.startLine,
      ),
    );
  });

  test('writes no comment where there is no pull request, and refuses what names none', async () => {
    const asked = ['report', '--editions', libraryEditions, '--features', folder, '--comment'];
    const known = { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'ann/terms', GITHUB_TOKEN: 'let-me-in' };
    const calls = github.calls.length;
    const pushed = { ...known, GITHUB_REF: 'refs/heads/main' };
    const none = await call([...asked, '--scenarios', join(folder, 'nothing')], { environment: pushed });
    assert.equal(none.code, 1);
    assert.match(none.err, /There is no pull request here/);
    assert.equal(github.calls.length, calls);
    for (const [more, why] of [
      [['--pull', 'x'], /give the number of a pull request/],
      [['--pull', '7', '--repository', 'ann'], /needs the repository/],
      [['--pull', '7', '--github-api', 'nowhere'], /is no address/],
    ] as const) {
      const { code, err } = await call([...asked, ...more], { environment: known });
      assert.equal(code, 2);
      assert.match(err, why);
    }
    const tokenless = { ...known, GITHUB_TOKEN: '' };
    assert.match((await call([...asked, '--pull', '7'], { environment: tokenless })).err, /in GITHUB_TOKEN/);
  });
});
