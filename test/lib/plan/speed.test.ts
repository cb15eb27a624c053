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
