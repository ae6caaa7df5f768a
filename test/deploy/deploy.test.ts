import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { writtenName } from '../../src/cli/shell/options.js';
import { serveCommand } from '../../src/cli/service/serve.js';
import { readSettings } from '../../src/cli/shell/settings.js';
import { at, isRecord } from '../service/service-under-test.js';

const root = new URL('../../', import.meta.url);
const read = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8');
const list = (value: unknown): readonly unknown[] => {
  assert.ok(Array.isArray(value));
  return value;
};

const assertSetting = (name: string): void => {
  const settings = Object.values(readSettings({ [name]: 'given' }));
  assert.ok(settings.includes('given'), `${name} is no setting`);
};
const assertOptions = (args: readonly unknown[]): void => {
  const [command, ...rest] = args;
  assert.equal(command, serveCommand.name);
  const options = rest.filter((arg): arg is string => typeof arg === 'string' && arg.startsWith('--'));
  assert.ok(options.length > 0);
  for (const option of options)
    assert.ok(
      Object.keys(serveCommand.options).some((name) => writtenName(name) === option),
      `${option} is no option of serve`,
    );
};

describe('the examples for Kubernetes', () => {
  for (const [file, kind] of [
    ['deploy/kubernetes.yaml', 'StatefulSet'],
    ['deploy/kubernetes-postgres.yaml', 'Deployment'],
  ] as const) {
    const podOf = async (): Promise<unknown> => {
      const documents = parseAllDocuments(await read(file)).map((document) => {
        assert.deepEqual([...document.errors, ...document.warnings], []);
        const json: unknown = document.toJS();
        assert.ok(isRecord(json) && 'apiVersion' in json && 'metadata' in json);
        return json;
      });
      return at(
        documents.find((document) => document['kind'] === kind),
        'spec.template.spec',
      );
    };

    it(`in ${file} use options and variables that there are`, async () => {
      const container = at(await podOf(), 'containers.0');
      assertOptions(list(at(container, 'args')));
      const variables = list(at(container, 'env')).map((variable) => at(variable, 'name'));
      assert.ok(variables.length > 0);
      for (const name of variables) assertSetting(String(name));
    });
    it(`in ${file} run without root, on a read-only file system, with a place for the data`, async () => {
      const pod = await podOf();
      assert.equal(at(pod, 'securityContext.runAsNonRoot'), true);
      assert.equal(at(pod, 'containers.0.securityContext.readOnlyRootFilesystem'), true);
      assert.equal(at(pod, 'containers.0.securityContext.allowPrivilegeEscalation'), false);
      const mounts = list(at(pod, 'containers.0.volumeMounts')).map((mount) => at(mount, 'mountPath'));
      assert.deepEqual(mounts, ['/data', '/secrets']);
    });
    it(`in ${file} probe what is open, and leave more time to end than answers have`, async () => {
      const pod = await podOf();
      for (const [probe, path] of [
        ['livenessProbe', '/healthz'],
        ['startupProbe', '/healthz'],
        ['readinessProbe', '/readyz'],
      ] as const)
        assert.equal(at(pod, `containers.0.${probe}.httpGet.path`), path);
      const pause = Number(at(pod, 'containers.0.lifecycle.preStop.exec.command.1'));
      assert.ok(Number(at(pod, 'terminationGracePeriodSeconds')) > pause + 10);
    });
  }
});

describe('the Dockerfile', () => {
  it('copies what there is and is not left out, and sets variables that there are', async () => {
    const [dockerfile, ignored] = await Promise.all([
      read('deploy/Dockerfile'),
      read('deploy/Dockerfile.dockerignore'),
    ]);
    const kept = ignored.split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    );
    assert.ok(copied.length >= 6);
    for (const name of copied) {
      assert.ok(existsSync(new URL(name, root)), name);
      assert.ok(kept.includes(name), `${name} is left out by deploy/Dockerfile.dockerignore`);
    }
    const variables = [...dockerfile.matchAll(/(CLAUSEBOOK_\w+)=/g)].map(([, name = '']) => name);
    assert.equal(variables.length, 3);
    for (const name of variables) assertSetting(name);
  });
  it('ends with packages that are needed to run alone, without root', async () => {
    const dockerfile = await read('deploy/Dockerfile');
    assert.match(dockerfile, /^RUN npm ci --omit=dev --ignore-scripts$/m);
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    assert.match(last, /^USER 1000:1000$/m);
    assert.match(last, /^HEALTHCHECK /m);
    assert.doesNotMatch(last, /npm/);
    const { bin } = JSON.parse(await read('package.json')) as {
      readonly bin: { readonly clausebook: string };
    }; // the package's own
    assert.ok(last.includes(`ENTRYPOINT ["node", "${bin.clausebook}"]`));
  });
});
