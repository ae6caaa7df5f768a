import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { tagOf } from '../../src/contract/clause-tag.js';
import { startService } from '../../src/index.js';
import { killAtEnd } from '../support/at-end.js';
import { call, temporary } from './support/call.js';
import { needBuild, withoutCoverage } from './support/served.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readPackage = async (file: string): Promise<PackageFile> =>
  JSON.parse(await readFile(file, 'utf8')) as PackageFile; // npm's

const listPacked = async (): Promise<readonly string[]> => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
  const [packed] = JSON.parse(stdout) as readonly Packed[]; // npm's
  return packed?.files.map(({ path }) => path) ?? [];
};

/** What the package holds. */
let packedPaths: readonly string[] = [];
let packages = '';

/** Makes a `node_modules` with what the package holds, the packages that it says it needs, and cucumber. */
const installPackage = async (): Promise<void> => {
  packages = join(await realpath(await mkdtemp(join(tmpdir(), 'clausebook-package-'))), 'node_modules');
  packedPaths = await listPacked();
  for (const path of packedPaths) {
    const file = join(packages, 'clausebook', path);
    await mkdir(dirname(file), { recursive: true });
    await cp(join(root, path), file);
  }
  const { dependencies } = await readPackage(join(root, 'package.json'));
  for (const name of [...Object.keys(dependencies), '@cucumber/cucumber']) {
    await mkdir(dirname(join(packages, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(packages, name));
  }
};

/** A folder in which the package is installed. */
const installed = async (context: TestContext): Promise<string> => {
  const folder = await realpath(await temporary(context));
  await symlink(packages, join(folder, 'node_modules'));
  return folder;
};

interface Ended {
  readonly code: number;
  readonly out: string;
}

const clausebook = async (folder: string, ...argv: readonly string[]): Promise<Ended> => {
  const main = join('node_modules', 'clausebook', 'dist', 'cli', 'main.js');
  try {
    const { stdout } = await run(process.execPath, [main, ...argv], { cwd: folder, env: withoutCoverage });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }; // as execFile has it
    return { code, out: stdout };
  }
};

const lateOrder = {
  order: {
    dueAt: '2026-03-02T09:00:00Z',
    deliveredAt: '2026-03-06T10:00:00Z',
    price: { minor: 25000, currency: 'EUR' },
  },
};

const allFine = /check: fine\nscenarios: fine\ncoverage: fine\nsweep: fine\nmutate: fine\n$/;

describe('The package', () => {
  before(needBuild);
  before(installPackage);
  after(() => rm(dirname(packages), { recursive: true }));

  test('holds what its users need, and neither sources nor tests', () => {
    const tops = new Set(packedPaths.map((path) => path.split('/')[0]));
    assert.deepEqual(
      [...tops].sort(),
      [
        'README.md',
        'action.yml',
        'client',
        'dist',
        'docs',
        'features',
        'package.json',
        'rules',
        'schemas',
        'template',
      ].sort(),
    );
    assert.deepEqual(
      packedPaths.filter((path) => path.endsWith('.js.map') || path.includes('.test.')),
      [],
    );
  });

  test('runs no script where it is installed: what builds it runs for the repository alone, after its packages', async () => {
    const { scripts } = await readPackage(join(root, 'package.json'));
    assert.deepEqual(
      Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$|^prepublish$/.test(name)),
      [],
    );
    assert.equal(scripts['postprepare'], scripts['prepack']);
  });

  test('serves a repository of its own: begun, proved, and with a second contract beside the first', async (t) => {
    const folder = await installed(t);
    const begun = await clausebook(folder, 'init', '--yes', '--document', 'my-terms', '--title', 'My: Terms');
    assert.equal(begun.code, 0);
    // Both contracts say the same sentences.
    const second = await clausebook(folder, 'init', '--yes', '--document', 'other-terms');
    assert.match(second.out, /Kept as they were: .*README\.md/);
    const both = await clausebook(folder, 'test');
    assert.match(both.out, /26 scenarios \(26 passed\)/);
    assert.match(both.out, allFine);

    const some = await clausebook(
      folder,
      'test',
      '--',
      'features/my-terms/02-late-delivery.feature',
      '--name',
      'A part of a cent',
      '--format',
      'json',
    );
    assert.match(some.out, /A part of a cent is not paid/);
    assert.doesNotMatch(some.out, /coverage: fine/);

    await writeFile(join(folder, 'case.json'), JSON.stringify({ facts: lateOrder }));
    const asked = ['decide', 'compensation', '--facts', 'case.json', '--as-of', '2026-03-10T12:00:00Z'];
    const decided = await clausebook(folder, ...asked, '--edition', 'my-terms');
    assert.match(
      decided.out,
      /For 4 Days of Delay the customer receives 8 percent of the price: EUR 20\.00\./,
    );
  });

  test('fails on a rule that is wrong, says which scenario broke, and goes on', async (t) => {
    const folder = await installed(t);
    await clausebook(folder, 'init', '--yes');
    const rules = join(folder, 'rules/delivery-terms/2026-01-01/parameters.yaml');
    await writeFile(rules, (await readFile(rules, 'utf8')).replace('most: 10', 'most: 9'));
    const { code, out } = await clausebook(folder, 'test', '--mutate', 'off');
    assert.equal(code, 1);
    assert.match(out, /At most 10 percent of the price is owed/);
    assert.match(out, /check: fine\nscenarios: failed\ncoverage: .*\nsweep: fine\nmutate: off\n$/);
  });

  test('takes a reader from nothing to a running service, by the commands of docs/first-contract.md', async (t) => {
    const folder = await installed(t);
    const main = join('node_modules', 'clausebook', 'dist', 'cli', 'main.js');
    const inShell = (command: string) => {
      const line = command.replace(/^npx clausebook/, `${process.execPath} ${main}`);
      return run('sh', ['-c', line], { cwd: folder, env: withoutCoverage }).catch((error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string }; // as execFile has it
        assert.fail(`${command}\n${stdout}${stderr}`);
      });
    };
    const ran: string[] = [];
    let url = '';
    for (const { file, text } of blocksOf(await readFile(join(root, 'docs/first-contract.md'), 'utf8'))) {
      if (file !== undefined) {
        await writeFile(join(folder, file), text);
        continue;
      }
      for (const command of text.trim().split('\n')) {
        // The package is installed here, and the folder is made.
        if (/^(?:mkdir|npm install)/.test(command)) continue;
        ran.push(command);
        if (command.startsWith('npx clausebook serve')) {
          const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', 'data'], {
            cwd: folder,
            env: withoutCoverage,
          });
          killAtEnd(t, child);
          url = await greetingOf(child);
        } else {
          const { stdout } = await inShell(command.replace('http://localhost:8080', url));
          if (command.startsWith('npx clausebook test')) assert.match(stdout, allFine);
          if (/^(?:curl|npx clausebook decide)/.test(command)) assert.match(stdout, /EUR 12\.00/);
        }
      }
    }
    assert.equal(ran.length, 9, ran.join('\n'));
  });
});

/** The blocks of a guide: files, whose names stand in a line before them, and commands. */
const blocksOf = (guide: string): readonly { readonly file: string | undefined; readonly text: string }[] =>
  [...guide.matchAll(/(?:^`([^`]+)`:\n\n)?^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, file, kind]) => file !== undefined || kind === 'sh')
    .map(([, file, , text = '']) => ({ file, text }));

/** Where a service serves, as it says it. */
const greetingOf = (child: ChildProcessWithoutNullStreams): Promise<string> =>
  new Promise((resolve) => {
    let greeting = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      greeting += chunk;
      const found = /serves on (http:\S+)\n/.exec(greeting)?.[1];
      if (found !== undefined) resolve(found);
    });
  });

describe('A repository that is begun', () => {
  test('takes what a person answers, and adds to a package.json what it lacks', async (t) => {
    const folder = await temporary(t);
    const said = {
      name: 'ours',
      scripts: { test: 'echo "Error: no test specified" && exit 1', check: 'mine' },
    };
    await writeFile(join(folder, 'package.json'), JSON.stringify(said));
    const asked: string[] = [];
    const { code } = await call(['init', folder], {
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(asked.length === 1 ? 'hall-rental' : ' Hall Rental ');
      },
    });
    assert.equal(code, 0);
    assert.equal(asked.length, 2);
    const edition: unknown = parse(
      await readFile(join(folder, 'rules/hall-rental/2026-01-01/edition.yaml'), 'utf8'),
    );
    assert.equal((edition as { title: string }).title, 'Hall Rental');
    const merged = await readPackage(join(folder, 'package.json'));
    assert.equal(merged.scripts['test'], 'clausebook test');
    assert.equal(merged.scripts['check'], 'mine');
    assert.ok(merged.dependencies['clausebook'] !== undefined);
    assert.ok(merged.devDependencies?.['@cucumber/cucumber'] !== undefined);
  });

  test('replaces nothing', async (t) => {
    const folder = await temporary(t);
    assert.equal((await call(['init', folder, '--yes'])).code, 0);
    const again = await call(['init', folder, '--yes']);
    assert.equal(again.code, 2);
    assert.match(again.err, /nothing was written: .*contract\.txt/);
    const broken = await temporary(t);
    await writeFile(join(broken, 'package.json'), '{');
    const refused = await call(['init', broken, '--yes']);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /is no package\.json/);
    await assert.rejects(readFile(join(broken, 'README.md')));
  });

  test('is refused a name that is none', async (t) => {
    const { code, err } = await call(['init', await temporary(t), '--document', '../x']);
    assert.equal(code, 2);
    assert.match(err, /is no name of a contract/);
  });
});

describe('The schemas for editors', () => {
  for (const [kind, files] of [
    [
      'phrases',
      ['features/kommo-ai-agent-terms/phrases.yaml', 'template/features/delivery-terms/phrases.yaml'],
    ],
    ['windows', ['features/kommo-ai-agent-terms/windows.yaml']],
    ['equivalent-mutants', ['features/kommo-ai-agent-terms/equivalent-mutants.yaml']],
    ['clausebook', ['template/clausebook.yaml']],
  ] as const)
    test(`take the ${kind} that are there, and refuse a slip`, async () => {
      const schema = JSON.parse(await readFile(join(root, `schemas/${kind}.schema.json`), 'utf8')) as object; // its own
      const validate = new Ajv2020().compile(schema);
      for (const file of files) {
        const value: unknown = parse(await readFile(join(root, file), 'utf8'));
        assert.ok(validate(value), JSON.stringify(validate.errors));
        assert.ok(!validate({ ...(value as object), slip: 1 }));
      }
    });
});

describe('A contract whose clauses are marked as they are printed', () => {
  const ids = new Map([
    ['1.1', '§ 1 Abs. 1'],
    ['1.2', '§ 1 Abs. 2'],
    ['2.1', 'Article II, 1'],
    ['2.2', 'Article II, 2(b)(i)'],
    ['2.3', 'Schedule 1/3'],
    ['3.1', 'Präambel'],
    ['3.2', '10.1.1'],
  ]);

  test('is checked, reviewed, proved and told by these ids', async (t) => {
    const folder = await temporary(t);
    await call(['init', folder, '--yes']);
    const edition = join(folder, 'rules/delivery-terms/2026-01-01');
    const text = await readFile(join(edition, 'contract.txt'), 'utf8');
    const marks = [...ids.values()];
    const marked = text
      .trim()
      .split('\n')
      .map((line, at) =>
        at === 0 || /^\d+\. /.test(line) ? line.replace(/^\d+\. /, '# ') : `[${marks.shift() ?? ''}] ${line}`,
      )
      .join('\n');
    await writeFile(join(edition, 'contract.txt'), marked);
    await rm(join(edition, 'reviews.yaml'));
    const digest = createHash('sha256').update(marked).digest('hex');
    for (const file of await readdir(edition)) {
      if (!file.endsWith('.yaml')) continue;
      const yaml = await readFile(join(edition, file), 'utf8');
      const renamed = [...ids].reduce((so, [id, printed]) => so.replaceAll(`'${id}'`, `'${printed}'`), yaml);
      await writeFile(join(edition, file), renamed.replace(/sha256:[0-9a-f]{64}/, `sha256:${digest}`));
    }
    const feature = join(folder, 'features/delivery-terms/02-late-delivery.feature');
    const tagged = [...ids].reduce(
      (so, [id, printed]) => so.replaceAll(`@${id}`, tagOf(printed)),
      await readFile(feature, 'utf8'),
    );
    await writeFile(feature, tagged);
    const folders = ['--editions', join(folder, 'rules'), '--features', join(folder, 'features')];
    assert.equal((await call(['review', edition, '--by', 'Ann'])).code, 0);
    const checked = await call(['check', ...folders]);
    assert.equal(checked.code, 0, checked.out);
    const proved = await call(['mutate', ...folders]);
    assert.equal(proved.code, 0, proved.out);
    await writeFile(join(folder, 'case.json'), JSON.stringify({ facts: lateOrder }));
    const decided = await call([
      ...['decide', 'compensation', '--facts', join(folder, 'case.json'), '--as-of', '2026-03-10T12:00:00Z'],
      ...['--editions', join(folder, 'rules'), '--json'],
    ]);
    const { clauses } = JSON.parse(decided.out) as { clauses: readonly { id: string; text: string }[] };
    assert.deepEqual(
      clauses.map(({ id }) => id),
      ['Article II, 1', 'Article II, 2(b)(i)'],
    );

    const service = await startService({
      dataDirectory: null,
      editionsDirectory: join(folder, 'rules'),
      featuresDirectory: join(folder, 'features'),
    });
    try {
      const clause = `${service.url}/editions/delivery-terms/2026-01-01/clauses/${encodeURIComponent('Schedule 1/3')}`;
      const found = (await (await fetch(clause)).json()) as { words: string };
      assert.match(found.words, /that the customer has caused/);
      const question = { asOf: '2026-03-10T12:00:00Z', facts: lateOrder };
      const answer = await fetch(`${service.url}/decide/compensation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
      });
      assert.equal(answer.status, 200);
      const searched = await fetch(
        `${service.url}/decisions?clause=${encodeURIComponent('Article II, 2(b)(i)')}`,
      );
      const { items } = (await searched.json()) as { items: readonly unknown[] };
      assert.equal(items.length, 1);
    } finally {
      await service.close();
    }
  });
});
