import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildReport } from '../../../lib/plan/build-report';
import type { JsonObject } from '../../../lib/plan/json';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { largePlan } from '../../support/large-plan';
import { bytes, change, object, plan, release } from '../../support/plans';
import { TSX } from '../../support/real/small-program';
import { ROOT } from '../../support/sources';

/** The best of some times, in milliseconds: another process may have had the processor. */
function timeOf(work: () => unknown, repeat = 3): number {
  const times = Array.from({ length: repeat }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const report = (content: Buffer): string => toMarkdown(buildReport([{ plan: readPlan('plan.json', content) }]));

test('a plan of 50 MB is reported in less than 3 times what JSON.parse takes', () => {
  // In a process of its own: what other tests left in this one's memory would be measured too.
  const script = join(ROOT, 'test/support/plan-speed.ts');
  const text = execFileSync(process.execPath, ['--import', TSX, script], { encoding: 'utf8', cwd: ROOT });
  const { size, ratio } = JSON.parse(text) as { readonly size: number; readonly ratio: number };
  expect(size).toBeGreaterThan(50_000_000);
  expect(ratio).toBeLessThan(3);
}, 240_000);

test('twice as large a plan takes about twice the time', () => {
  const [small, large] = [largePlan(500), largePlan(1000)];
  expect(timeOf(() => report(large)) / timeOf(() => report(small))).toBeLessThan(3.5);
}, 60_000);

const range = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));
const yaml = (at: number, tag: string): string =>
  `image:\n  tag: "${tag}"\nenv:\n${range(60, (index) => `  - name: V${index}\n    value: value ${index} of ${at}\n`).join('')}`;
const pem = (at: number): string =>
  range(40, (line) => Buffer.from(`line${at}-${line}`.padEnd(48, 'z')).toString('base64')).join('\n');

/** What a plan of somebody else may be full of: none takes a time that grows faster than the plan. */
const WORST: Readonly<Record<string, (at: number) => JsonObject>> = {
  'changed maps': (at) =>
    change({
      address: `kubernetes_config_map_v1.m${at}`,
      before: {
        metadata: [{ name: `m${at}` }],
        data: Object.fromEntries(range(30, (key) => [`k${key}`, `v${key}-${at}`])),
      },
      after: {
        metadata: [{ name: `m${at}` }],
        data: Object.fromEntries(range(30, (key) => [`k${key}`, `w${key}-${at}`])),
      },
    }),
  deletions: (at) => change({ address: `aws_s3_bucket.b${at}`, actions: ['delete'], before: { x: 'y'.repeat(200) } }),
  'releases with YAML': (at) =>
    change({ address: `helm_release.r${at}`, before: { values: [yaml(at, '1')] }, after: { values: [yaml(at, '2')] } }),
  'private keys': (at) =>
    change({
      address: `tls_private_key.k${at}`,
      actions: ['create'],
      after: { private_key_pem: pem(at) },
      after_sensitive: { private_key_pem: true },
    }),
  roles: (at) =>
    change({
      address: `kubernetes_cluster_role_v1.r${at}`,
      actions: ['create'],
      after: {
        metadata: [{ name: `r${at}` }],
        rule: [{ api_groups: [`g${at}`], resources: [`r${at}`], verbs: ['get'] }],
      },
    }),
  policies: (at) =>
    change({
      address: `kubernetes_network_policy_v1.p${at}`,
      actions: ['create'],
      after: {
        metadata: [{ name: `p${at}`, namespace: `ns${at % 20}` }],
        spec: [
          {
            pod_selector: [{ match_labels: { app: `a${at}` } }],
            policy_types: ['Ingress'],
            ingress: [
              { from: [{ pod_selector: [{ match_labels: { app: `b${at}` } }] }], ports: [{ port: String(at + 1) }] },
            ],
          },
        ],
      },
    }),
};

test.each(Object.keys(WORST))(
  'four times as many %s take about four times the time',
  (name) => {
    const of = (count: number): Buffer => Buffer.from(bytes(plan(range(count, WORST[name]!))));
    const [small, large] = [of(150), of(600)];
    expect(timeOf(() => report(large), 2) / timeOf(() => report(small), 2)).toBeLessThan(12);
  },
  120_000,
);

test('one long text takes a few times what JSON.parse takes', () => {
  const [before, after] = ['x'.repeat(5_000_000), `${'x'.repeat(5_000_000)}y`];
  const content = Buffer.from(bytes(plan([change({ before: { t: before }, after: { t: after } })])));
  const parsing = timeOf(() => JSON.parse(content.toString('utf8')) as unknown);
  expect(timeOf(() => report(content)) / parsing).toBeLessThan(12);
}, 60_000);

test.each<[string, JsonObject]>([
  [
    '200,000 objects',
    release(
      {},
      range(150_000, (at) => object('X', `n${at}`)),
      [],
    ),
  ],
  ['a text of line ends', release({}, ['\n'.repeat(200_000)], [])],
  [
    'a secret that repeats itself',
    change({
      before: { s: 'a'.repeat(20_000), t: 'a'.repeat(500_000) },
      after: { s: 'a'.repeat(20_000), t: 'a'.repeat(500_001) },
      before_sensitive: { s: true },
      after_sensitive: { s: true },
    }),
  ],
])(
  '%s are no hang and no crash',
  (_, entry) => {
    expect(report(Buffer.from(bytes(plan([entry]))))).toContain('<!-- datahall-report:plan -->');
  },
  60_000,
);
