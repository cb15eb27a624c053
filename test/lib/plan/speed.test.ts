import { buildReport } from '../../../lib/plan/build-report';
import type { JsonObject } from '../../../lib/plan/json';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { bytes, change, object, plan, release } from '../../support/plans';

/** One resource in twenty changes: a plan of 50 MB is one of some ten thousand resources. */
const EVERY = 20;

const data = Object.fromEntries(
  Array.from({ length: 20 }, (_, at) => [`key-${at}`, { name: `item ${at}`, size: at, on: true, list: [at, at + 1] }]),
);
const values = (at: number, mode: string): JsonObject => ({
  metadata: [{ name: `map-${at}`, namespace: 'default', labels: { app: 'x' } }],
  data: { ...data, mode, token: `token-${at}-${at}` },
});
const secret = { data: { token: true } };
const objects = (at: number, size: number): readonly JsonObject[] =>
  Array.from({ length: 10 }, (_, index) =>
    object('Flavor', `f-${at}-${index}`, { spec: { size: index === 7 ? size : 1 } }),
  );

function changeOf(at: number): JsonObject {
  const address = `kubernetes_config_map_v1.m${at}`;
  const marks = { before_sensitive: secret, after_sensitive: secret };
  if (at % EVERY > 0)
    return change({ address, actions: ['no-op'], before: values(at, 'a'), after: values(at, 'a'), ...marks });
  if (at % (2 * EVERY) === 0) return release({ address: `helm_release.r${at}` }, objects(at, 1), objects(at, 2));
  return change({ address, before: values(at, 'a'), after: values(at, 'b'), ...marks });
}

/** A plan as Terraform writes it: each resource stands in the state, in the planned values and in the changes. */
function largePlan(resources: number): Buffer {
  const all = Array.from({ length: resources }, (_, at) => at);
  const module = (mode: string): JsonObject => ({
    root_module: {
      resources: all.map((at) => ({
        address: `kubernetes_config_map_v1.m${at}`,
        mode: 'managed',
        type: 'kubernetes_config_map_v1',
        values: values(at, mode),
        sensitive_values: secret,
      })),
    },
  });
  const rest = { prior_state: { values: module('a') }, planned_values: module('b') };
  return Buffer.from(bytes(plan(all.map(changeOf), rest)));
}

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
  const content = largePlan(8600);
  expect(content.length).toBeGreaterThan(50_000_000);
  const parsing = timeOf(() => JSON.parse(content.toString('utf8')) as unknown);
  expect(timeOf(() => report(content), 2) / parsing).toBeLessThan(3);
}, 120_000);

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
    expect(timeOf(() => report(large), 2) / timeOf(() => report(small), 2)).toBeLessThan(9);
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
