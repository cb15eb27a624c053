import type { Json, JsonObject } from '../../lib/plan/json';
import { bytes, change, plan } from './plans';

/** As many things as asked for. */
export const range = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));
const yaml = (at: number, tag: string, more = ''): string =>
  `image:\n  tag: "${tag}"\nenv:\n${range(60, (index) => `  - name: V${index}\n    value: value ${index} of ${at}${more}\n`).join('')}`;
const pem = (at: number): string =>
  range(40, (line) => Buffer.from(`line${at}-${line}`.padEnd(48, 'z')).toString('base64')).join('\n');

const server = (at: number, type: string): JsonObject => ({
  ami: `ami-${at}`,
  instance_type: type,
  tags: { Name: `node-${at}`, team: `t${at % 20}` },
  root_block_device: [{ volume_size: 100, volume_type: 'gp3', encrypted: true }],
  user_data: `#!/bin/sh\necho ${'x'.repeat(200)}`,
  subnet_id: `subnet-${at % 50}`,
  vpc_security_group_ids: [`sg-${at % 9}`],
});
const deployment = (at: number, tag: string): JsonObject => {
  const env = range(15, (index) => ({ name: `E${index}`, value: `v${index}` }));
  const container = { name: 'c', image: `registry.example.com/a:${tag}`, env, port: [{ container_port: 80 }] };
  const labels = { app: `a${at}` };
  return {
    metadata: [{ name: `d${at}`, namespace: `ns${at % 50}`, labels }],
    spec: [
      {
        replicas: '3',
        selector: [{ match_labels: labels }],
        template: [{ metadata: [{ labels }], spec: [{ container: [container] }] }],
      },
    ],
  };
};
const key = (at: number, address: string): JsonObject =>
  change({
    address,
    actions: ['create'],
    after: { private_key_pem: pem(at) },
    after_sensitive: { private_key_pem: true },
  });

/** What a plan of somebody else may be full of: none takes a time that grows faster than the plan. */
export const WORST: Readonly<Record<string, (at: number) => JsonObject>> = {
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
  'new servers': (at) => change({ address: `aws_instance.s${at}`, actions: ['create'], after: server(at, 'm5.large') }),
  'changed servers': (at) =>
    change({ address: `aws_instance.s${at}`, before: server(at, 'm5.large'), after: server(at, 'm6.large') }),
  'Deployments with another image': (at) =>
    change({ address: `kubernetes_deployment_v1.d${at}`, before: deployment(at, '1'), after: deployment(at, '2') }),
  deletions: (at) => change({ address: `aws_s3_bucket.b${at}`, actions: ['delete'], before: { x: 'y'.repeat(200) } }),
  'releases with YAML': (at) =>
    change({ address: `helm_release.r${at}`, before: { values: [yaml(at, '1')] }, after: { values: [yaml(at, '2')] } }),
  'releases of which all YAML changes': (at) =>
    change({
      address: `helm_release.r${at}`,
      before: { values: [yaml(at, '1')] },
      after: { values: [yaml(at, '2', ' more')] },
    }),
  'new releases with YAML': (at) =>
    change({ address: `helm_release.r${at}`, actions: ['create'], after: { values: [yaml(at, '1')] } }),
  'private keys': (at) => key(at, `tls_private_key.k${at}`),
  // A text that could hold a part of a key: then all of each is looked for.
  'private keys with long names': (at) => key(at, `module.${'long_'.repeat(12)}.tls_private_key.k${at}`),
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

/** A resource as it stands in a state and in what Terraform plans. */
function resource(entry: JsonObject, side: 'before' | 'after'): readonly JsonObject[] {
  const { address, mode, type, name, change: changed } = entry;
  const { [side]: values, [`${side}_sensitive`]: sensitive } = changed as Readonly<Record<string, Json>>;
  const provider = { provider_name: 'registry.terraform.io/hashicorp/any', schema_version: 0 };
  const known = { address, mode, type, name, ...provider, values, sensitive_values: sensitive } as JsonObject;
  return values === null ? [] : [known];
}

/** A plan as Terraform writes it: each resource stands in the state, in the planned values and in the changes. */
function wholePlan(changes: readonly JsonObject[]): JsonObject {
  const values = (side: 'before' | 'after'): JsonObject => ({
    root_module: { resources: changes.flatMap((entry) => resource(entry, side)) },
  });
  const state = { format_version: '1.0', terraform_version: '1.11.4', values: values('before') };
  return plan(changes, { planned_values: values('after'), prior_state: state });
}

/** A plan of a size in bytes that is full of one thing. */
export function worstPlan(name: string, size: number): Buffer {
  const make = WORST[name]!;
  const one = JSON.stringify(wholePlan([make(1000)])).length - JSON.stringify(wholePlan([])).length;
  return Buffer.from(bytes(wholePlan(range(Math.ceil(size / one), make))));
}
