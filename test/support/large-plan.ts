import type { JsonObject } from '../../lib/plan/json';
import { bytes, change, object, plan, release } from './plans';

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
export function largePlan(resources: number): Buffer {
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
