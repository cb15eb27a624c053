import { buildReport } from '../../lib/plan/build-report';
import type { Json, JsonObject } from '../../lib/plan/json';
import { readPlan } from '../../lib/plan/read-plan';
import type { Report } from '../../lib/plan/report';

/** The parts of a change that a test is about; it is an update of a ConfigMap otherwise. */
export interface ChangeParts {
  readonly address?: string;
  readonly actions?: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  readonly [key: string]: Json | undefined;
}

const INNER = ['actions', 'before', 'after', 'after_unknown', 'before_sensitive', 'after_sensitive', 'importing'];

/** One entry of `resource_changes`. */
export function change({ address = 'kubernetes_config_map_v1.a', ...parts }: ChangeParts): JsonObject {
  const [type = '', name = ''] = address.replace(/^(module\.[^.]+\.)+/, '').split('.');
  const given = Object.entries({ actions: ['update'], ...parts }) as [string, Json][];
  const inner = given.filter(([key]) => INNER.includes(key) || key === 'replace_paths');
  const outer = given.filter(([key]) => !inner.some(([other]) => other === key));
  const values = { before: null, after: null, after_unknown: {}, before_sensitive: {}, after_sensitive: {} };
  const isNew = parts.actions?.[0] === 'create' && parts.actions.length === 1;
  const all = { ...values, ...(isNew ? {} : { before: {} }), ...Object.fromEntries(inner) };
  return { address, mode: 'managed', type, name, ...Object.fromEntries(outer), change: all };
}

/** A plan as `terraform show -json` writes it. */
export function plan(changes: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  const head = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: {},
    complete: true,
    errored: false,
  };
  return { ...head, resource_changes: changes, ...rest };
}

/** A document as a file. */
export function bytes(document: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(document));
}

/** The report of changes, without an assembly. */
export function reportOfChanges(changes: readonly JsonObject[], rest: JsonObject = {}): Report {
  return buildReport([{ plan: readPlan('plan.json', bytes(plan(changes, rest))) }]);
}

/** A release whose chart only carries objects. */
export function release(parts: ChangeParts, before: readonly Json[] | null, after: readonly Json[] | null): JsonObject {
  const side = (objects: readonly Json[] | null): Json =>
    objects === null ? null : { name: 'flavors', values: [JSON.stringify({ objects })] };
  return change({ address: 'helm_release.flavors', before: side(before), after: side(after), ...parts });
}

/** A Kubernetes object. */
export function object(kind: string, name: string, fields: JsonObject = {}): JsonObject {
  return { apiVersion: 'example.com/v1', kind, metadata: { name }, ...fields };
}
