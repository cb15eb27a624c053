import { isList, isObject, member, membersOf, setMember, type Json, type JsonObject } from './json';
import { remembered } from './remembered';

/** Blocks that are one object in the API: the provider has a list of one, or of any number where it checks nothing. */
const SINGLE = new Set(
  // Objects, RBAC, network policies, Ingress, webhooks.
  (
    'metadata spec template role_ref aggregation_rule pod_selector namespace_selector object_selector label_selector ' +
    'selector ip_block http backend default_backend resource service client_config parameters scope_selector condition ' +
    'session_affinity_config client_ip ' +
    // Pods.
    'security_context capabilities se_linux_options seccomp_profile windows_options affinity node_affinity pod_affinity ' +
    'pod_anti_affinity pod_affinity_term preference required required_during_scheduling_ignored_during_execution ' +
    'dns_config os resources lifecycle post_start pre_stop liveness_probe readiness_probe startup_probe exec http_get ' +
    'tcp_socket grpc value_from field_ref resource_field_ref secret_key_ref config_map_key_ref secret_ref config_map_ref ' +
    // Volumes.
    'projected service_account_token downward_api config_map secret empty_dir ephemeral volume_claim_template host_path ' +
    'persistent_volume_claim persistent_volume_source local csi nfs iscsi fc rbd ceph_fs cinder flex_volume flocker ' +
    'glusterfs git_repo quobyte aws_elastic_block_store azure_disk azure_file gce_persistent_disk photon_persistent_disk ' +
    'vsphere_volume claim_ref controller_expand_secret_ref controller_publish_secret_ref node_publish_secret_ref ' +
    'node_stage_secret_ref ' +
    // Workloads, autoscaling, requests.
    'strategy update_strategy rolling_update persistent_volume_claim_retention_policy job_template pod_failure_policy ' +
    'on_exit_codes scale_target_ref metric container_resource external object pods described_object target behavior ' +
    'scale_up scale_down target_ref bound_object_ref'
  ).split(' '),
);

/** Of these, the blocks in which they are lists; none is the object itself, whose Secrets are those of an account. */
const LISTS_IN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['metric', new Set(['spec'])],
  ['secret', new Set([''])],
  ['volume_claim_template', new Set(['spec'])],
  ['required_during_scheduling_ignored_during_execution', new Set(['pod_affinity', 'pod_anti_affinity'])],
]);

/** Lists whose block has a name in the singular. */
const PLURAL: ReadonlyMap<string, string> = new Map([
  ['address', 'addresses'],
  ['container', 'containers'],
  ['endpoint', 'endpoints'],
  ['http_header', 'httpHeaders'],
  ['image_pull_secret', 'imagePullSecrets'],
  ['init_container', 'initContainers'],
  ['limit', 'limits'],
  ['metric', 'metrics'],
  ['node_selector_term', 'nodeSelectorTerms'],
  ['not_ready_address', 'notReadyAddresses'],
  ['on_pod_condition', 'onPodConditions'],
  ['option', 'options'],
  ['path', 'paths'],
  ['policy', 'policies'],
  ['port', 'ports'],
  ['readiness_gate', 'readinessGates'],
  ['rule', 'rules'],
  ['secret', 'secrets'],
  ['subject', 'subjects'],
  ['subset', 'subsets'],
  ['sysctl', 'sysctls'],
  ['taint', 'taints'],
  ['toleration', 'tolerations'],
  ['topology_spread_constraint', 'topologySpreadConstraints'],
  ['volume', 'volumes'],
  ['volume_claim_template', 'volumeClaimTemplates'],
  ['volume_device', 'volumeDevices'],
  ['volume_mount', 'volumeMounts'],
  ['webhook', 'webhooks'],
]);

/** Maps whose keys are the user's; some of these names are blocks elsewhere. */
const MAPS = new Set(
  (
    'labels annotations match_labels data binary_data node_selector selector hard requests limits parameters default ' +
    'default_request max min max_limit_request_ratio capacity volume_attributes options'
  ).split(' '),
);

/** Numbers that the provider holds as texts, as they may be unset. */
const NUMBERS = new Set(['run_as_user', 'run_as_group', 'fs_group']);

/** Fields of which a plain conversion of the name is wrong. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['storage_provisioner', 'provisioner'],
  ['host_pid', 'hostPID'],
  ['host_ipc', 'hostIPC'],
  ['cluster_ip', 'clusterIP'],
  ['external_ips', 'externalIPs'],
  ['load_balancer_ip', 'loadBalancerIP'],
  ['non_resource_urls', 'nonResourceURLs'],
  ['cluster_ips', 'clusterIPs'],
  ['client_ip', 'clientIP'],
  ['host_ip', 'hostIP'],
  ['pod_cidr', 'podCIDR'],
  ['provider_id', 'providerID'],
  ['downward_api', 'downwardAPI'],
  ['ceph_fs', 'cephfs'],
  ['target_ww_ns', 'targetWWNs'],
  ['condition', 'conditions'],
  ['insecure_skip_tls_verify', 'insecureSkipTLSVerify'],
]);

/**
 * Turns the provider's form of an object into that of the API: names, blocks, lists and numbers. What is null, an empty
 * text or an empty list was not set.
 *
 * @param value attributes of a typed resource
 */
export function fromProviderForm(value: Json): Json {
  return formOf(value, '');
}

function formOf(value: Json, block: string): Json {
  if (isList(value)) return value.map((item) => formOf(item, block));
  if (!isObject(value)) return value;
  const object: Record<string, Json> = {};
  addAll(object, value, NONE, block);
  return object;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Adds the members of the provider's form of an object to one in that of the API.
 *
 * @param to the object that is made
 * @param from attributes of a typed resource
 * @param except those that are left out
 */
export function addMembers(to: Record<string, Json>, from: JsonObject, except: ReadonlySet<string>): void {
  addAll(to, from, except, '');
}

function addAll(to: Record<string, Json>, from: JsonObject, except: ReadonlySet<string>, block: string): void {
  for (const key in from) {
    const item = from[key] ?? null;
    if (isUnset(key, item) || except.has(key)) continue;
    const rule = ruleOf(key);
    const single = isSingle(rule, item, block);
    const converted = rule.isMap && isObject(item) ? item : convert(rule, item, single);
    // What holds the data of a volume stands in its `spec` itself.
    if (key === SOURCE && isObject(converted))
      for (const [name, part] of membersOf(converted)) setMember(to, name, part);
    else setMember(to, isList(item) && !single ? rule.plural : rule.name, converted);
  }
}

const SOURCE = 'persistent_volume_source';

/** What the name of an attribute says of its form. */
interface Rule {
  /** Its own name. */
  readonly key: string;
  /** Its name in the form of the API. */
  readonly name: string;
  /** The same where it is a list. */
  readonly plural: string;
  /** Whether its keys are the user's. */
  readonly isMap: boolean;
  /** Whether a text is a number. */
  readonly isNumber: boolean;
  /** Whether it is a block that is there once. */
  readonly isSingle: boolean;
  /** Blocks in which it is a list all the same. */
  readonly listsIn?: ReadonlySet<string>;
  /** Whether it is the port of a backend where it has a number. */
  readonly isPort: boolean;
}

/** Looked up once for each attribute: there are very many. */
const ruleOf = remembered((key): Rule => {
  const name = NAMES.get(key) ?? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    key,
    name,
    plural: PLURAL.get(key) ?? name,
    isMap: MAPS.has(key),
    isNumber: NUMBERS.has(key),
    isSingle: SINGLE.has(key),
    listsIn: LISTS_IN.get(key),
    isPort: key === 'port',
  };
});

/** A state has 0 for an `end_port` that nobody set: read as one, the policy would allow no port at all. */
function isUnset(key: string, item: Json): boolean {
  const isEmpty = item === null || item === '' || (isList(item) && item.length === 0);
  return isEmpty || (key === 'end_port' && item === 0);
}

/**
 * Turns one attribute into the form of the API.
 *
 * @param key its name
 * @param item its value
 */
export function partOf(key: string, item: Json): Json {
  const rule = ruleOf(key);
  return convert(rule, item, isSingle(rule, item, ''));
}

function convert(rule: Rule, item: Json, single: boolean): Json {
  if (typeof item !== 'object' || item === null)
    return rule.isNumber && typeof item === 'string' && /^\d+$/.test(item) ? Number(item) : item;
  const isBlock = single && isList(item) && item.length === 1 && (isObject(item[0]) || item[0] === null);
  return formOf(isBlock ? (item[0] ?? {}) : item, rule.key);
}

/** The port of a service that an Ingress names has a number or a name of its own; that of a Service has a port. */
function isSingle({ isSingle: once, listsIn, isPort }: Rule, item: Json, block: string): boolean {
  if (isPort) return isList(item) && item.length === 1 && member(item[0], 'number') !== undefined;
  return once && listsIn?.has(block) !== true;
}
