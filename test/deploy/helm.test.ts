import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { at, isRecord } from '../service/service-under-test.js';
import { renderTemplate } from './support/render-template.js';

const root = new URL('../../deploy/', import.meta.url);
const read = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8');
type Json = Readonly<Record<string, unknown>>;

const documentsIn = (text: string): readonly Json[] =>
  parseAllDocuments(text).flatMap((document) => {
    assert.deepEqual([...document.errors, ...document.warnings], [], text);
    const json: unknown = document.toJS();
    return isRecord(json) ? [json] : [];
  });

/** What the chart makes, by kind, with some values changed. */
const rendered = async (
  change: (values: Json) => Json = (values) => values,
): Promise<ReadonlyMap<string, Json>> => {
  const values: unknown = parse(await read('helm/clausebook/values.yaml'));
  assert.ok(isRecord(values));
  const all = new Map<string, Json>();
  for (const name of await readdir(new URL('helm/clausebook/templates/', root))) {
    const text = await read(`helm/clausebook/templates/${name}`);
    for (const document of documentsIn(
      renderTemplate(text, { Values: change(values), Release: { Name: 'clausebook' } }),
    )) {
      assert.ok(isRecord(document['metadata']) && typeof document['apiVersion'] === 'string', name);
      all.set(String(document['kind']), document);
    }
  }
  return all;
};
const withMember =
  (name: string, more: Json) =>
  (values: Json): Json => ({
    ...values,
    [name]: { ...(values[name] as Json), ...more }, // each of these is a record
  });
const onPostgres = withMember('postgres', { enabled: true });
const example = async (file: string, kind: string): Promise<unknown> =>
  documentsIn(await read(file)).find((document) => document['kind'] === kind);

describe('the chart for Helm', () => {
  it('makes what the plain files say, on either store', async () => {
    const [embedded, postgres] = [await rendered(), await rendered(onPostgres)];
    assert.deepEqual(embedded.get('StatefulSet'), await example('kubernetes.yaml', 'StatefulSet'));
    for (const kind of ['Deployment', 'PodDisruptionBudget'])
      assert.deepEqual(postgres.get(kind), await example('kubernetes-postgres.yaml', kind));
    assert.deepEqual([...embedded.keys()].sort(), ['NetworkPolicy', 'Service', 'StatefulSet']);
    assert.deepEqual([...postgres.keys()].sort(), [
      'Deployment',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
    ]);
    assert.deepEqual(
      at(embedded.get('Service'), 'spec'),
      at(await example('kubernetes.yaml', 'Service'), 'spec'),
    );
  });

  it('lets in who may ask, and out to names, the database, and what is named besides', async () => {
    const egress = (made: ReadonlyMap<string, Json>): readonly unknown[] =>
      (at(made.get('NetworkPolicy'), 'spec.egress') as readonly unknown[]).flatMap((rule) =>
        (at(rule, 'ports') as readonly unknown[]).map((port) => at(port, 'port')),
      );
    const policy = (await rendered()).get('NetworkPolicy');
    assert.deepEqual(at(policy, 'spec.policyTypes'), ['Ingress', 'Egress']);
    assert.deepEqual(at(policy, 'spec.ingress'), [
      { from: [{ podSelector: {} }], ports: [{ port: 'http', protocol: 'TCP' }] },
    ]);
    assert.deepEqual(at(policy, 'spec.podSelector.matchLabels'), { app: 'clausebook' });
    assert.deepEqual(egress(await rendered()), [53, 53]);
    assert.deepEqual(egress(await rendered(onPostgres)), [53, 53, 5432]);
    const more = withMember('networkPolicy', { more: [{ ports: [{ port: 443, protocol: 'TCP' }] }] });
    assert.deepEqual(egress(await rendered(more)), [53, 53, 443]);
    assert.ok(!(await rendered(withMember('networkPolicy', { enabled: false }))).has('NetworkPolicy'));
  });

  it('has its metrics asked for with a key, where that is wanted', async () => {
    const monitor = (await rendered(withMember('serviceMonitor', { enabled: true }))).get('ServiceMonitor');
    assert.deepEqual(at(monitor, 'spec.endpoints'), [
      {
        ...{ port: 'http', path: '/metrics', interval: '30s' },
        authorization: { type: 'Bearer', credentials: { name: 'clausebook', key: 'metrics-key' } },
      },
    ]);
    const service = (await rendered()).get('Service');
    assert.deepEqual(at(monitor, 'spec.selector.matchLabels'), at(service, 'metadata.labels'));
    assert.equal(at(service, 'spec.ports.0.name'), 'http');
  });

  it('has the version of the package', async () => {
    const chart: unknown = parse(await read('helm/clausebook/Chart.yaml'));
    const { version } = JSON.parse(await read('../package.json')) as { readonly version: string }; // the package's own
    assert.deepEqual([at(chart, 'version'), at(chart, 'appVersion')], [version, version]);
  });
});
