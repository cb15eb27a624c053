import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kubectl } from '../../../lib/cli/kubectl';
import { appliedPairs, triedPairs } from '../../../lib/cli/live-pairs';
import { driftDocument, driftOfObjects, type DriftedObject } from '../../../lib/plan/live/drift';
import type { SynthesizedObject } from '../../../lib/plan/live/objects-of-assembly';
import { schemaOffences } from '../../support/schemas';

/** A cluster as kubectl tells it: `apply` prints nothing at all where it fails for one object. */
const KUBECTL = `#!${process.execPath}
const { readFileSync, appendFileSync } = require('fs');
const { live, refuse = {}, unknown = [] } = JSON.parse(readFileSync(__dirname + '/cluster.json', 'utf8'));
const args = process.argv.slice(2);
const namespace = args.includes('--namespace') ? args[args.indexOf('--namespace') + 1] : undefined;
const { items } = JSON.parse(readFileSync(0, 'utf8'));
const verb = args.includes('apply') ? 'apply' : 'get';
appendFileSync(__dirname + '/asked', verb + ' ' + items.map(({ metadata }) => metadata.name).join(',') + '\\n');
const complaints = ['Warning: would violate PodSecurity'];
const print = [];
for (const item of items) {
  const { name } = item.metadata;
  if (unknown.includes(item.kind)) complaints.push('error: no matches for kind "' + item.kind + '"');
  else if (verb === 'get' && live[name]) print.push({ ...item, metadata: { ...item.metadata, namespace, uid: 'u' }, ...live[name] });
  else if (verb === 'apply' && refuse[name]) complaints.push(refuse[name]);
  else if (verb === 'apply') print.push({ ...item, metadata: { ...item.metadata, namespace } });
}
console.error(complaints.join('\\n'));
if (verb === 'get' || complaints.length === 1) console.log(JSON.stringify({ kind: 'List', items: print }));
process.exitCode = complaints.length > 1 ? 1 : 0;
`;

interface Cluster {
  /** Fields of what is there, by name. */
  readonly live: Readonly<Record<string, object>>;
  /** What the server says to an application, by name. */
  readonly refuse?: Readonly<Record<string, string>>;
  /** Kinds that it does not know. */
  readonly unknown?: readonly string[];
}

describe('objects that a cluster does not take', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-pairs-'));
    writeFileSync(join(folder, 'kubectl'), KUBECTL);
    chmodSync(join(folder, 'kubectl'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kubectl = (cluster: Cluster): Kubectl => {
    writeFileSync(join(folder, 'cluster.json'), JSON.stringify(cluster));
    return new Kubectl({ context: 'dev', path: '/none' }, join(folder, 'kubectl'));
  };
  const object = (name: string, kind = 'Thing'): SynthesizedObject => ({
    path: `cluster/${name}`,
    namespace: 'shop',
    object: { apiVersion: 'example.com/v1', kind, metadata: { name }, spec: { size: 1, list: [{ a: 1 }] } },
  });
  const things = ['a', 'b', 'c', 'd'].map((name) => object(name));
  const as = (size: number): object => ({ spec: { size, list: [{ a: 1, filled: true }], filled: 'in' } });
  const drift = async (cluster: Cluster, objects = things): Promise<readonly DriftedObject[]> =>
    driftOfObjects(await triedPairs(kubectl(cluster), objects));

  test('are drift, with the fields of the program that differ; the others are told as ever', async () => {
    const reason = 'The Thing "b" is invalid: spec.size: Forbidden: field is immutable';
    const found = await drift({
      live: { a: {}, b: as(2), d: { spec: { size: 3, list: [{ a: 1 }] } } },
      refuse: { b: reason },
    });
    expect(found.map(({ name, is, refused }) => [name, is, refused])).toEqual([
      ['c', 'missing', undefined],
      ['b', 'different', reason],
      ['d', 'different', undefined],
    ]);
    expect(found.map(({ fields }) => fields.map(({ path, before, after }) => [path, before, after]))).toEqual([
      [],
      [['spec.size', '2', '1']],
      [['spec.size', '3', '1']],
    ]);
    expect(schemaOffences('drift', driftDocument('dev', found))).toEqual([]);
  });

  test('are found by halves, not one by one', async () => {
    const many = Array.from({ length: 16 }, (_, index) => object(`t${index}`));
    const live = Object.fromEntries(many.map(({ object: { metadata } }) => [metadata.name, {}]));
    const found = await drift({ live, refuse: { t11: 'Error from server (Invalid): no' } }, many);
    expect(found.map(({ name, fields }) => [name, fields])).toEqual([['t11', []]]);
    expect(readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').length).toBeLessThan(13);
  }, 30_000);

  test('are missing where their kind or namespace is gone, and hide nothing else', async () => {
    const gone = 'Error from server (NotFound): namespaces "shop" not found';
    const found = await drift({ live: {}, refuse: { a: gone, b: gone, c: gone, d: gone } });
    expect(found.map(({ name, is }) => [name, is])).toEqual(['a', 'b', 'c', 'd'].map((name) => [name, 'missing']));
    const objects = [object('x', 'Gone'), object('y')];
    const rest = await drift({ live: { y: as(2) }, unknown: ['Gone'] }, objects);
    expect(rest.map(({ name, is }) => [name, is])).toEqual([
      ['x', 'missing'],
      ['y', 'different'],
    ]);
  });

  test('are no drift where the user may not try, or a webhook does not answer: DH6040, DH4160', async () => {
    const live = { b: as(1) };
    const refused = (complaint: string): Promise<unknown> => drift({ live, refuse: { b: complaint } });
    await expect(refused('Error from server (Forbidden): User "u" cannot patch resource "things"')).rejects.toThrow(
      /DH6040[^]*cannot patch[^]*take the user who deploys/,
    );
    await expect(refused('Error from server (InternalError): failed calling webhook')).rejects.toThrow(
      /DH4160.*\n.*given +Error from server \(InternalError\)/,
    );
  });

  test('stop a repair, which says each reason once: DH6041', async () => {
    const gone = 'Error from server (NotFound): namespaces "shop" not found';
    const repaired = appliedPairs(kubectl({ live: {}, refuse: { a: gone, b: gone } }), things);
    await expect(repaired).rejects.toThrow(/DH6041.*what it took is applied\n +given +Error from server.*\n +allowed/);
  });
});
