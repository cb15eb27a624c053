import { isList, isObject, member, setMember, type Json, type JsonObject } from './json';
import { remembered } from './remembered';

/** Blocks of which the provider's list holds at most one. */
const SINGLE = new Set(
  (
    'metadata spec template role_ref pod_selector namespace_selector label_selector ip_block selector security_context ' +
    'capabilities affinity strategy rolling_update resources host_path empty_dir config_map secret client_config ' +
    'service job_template persistent_volume_claim scope_selector seccomp_profile http backend default_backend resource ' +
    'http_get tcp_socket exec value_from field_ref secret_key_ref config_map_key_ref secret_ref config_map_ref'
  ).split(' '),
);

/** Lists whose block has a name in the singular. */
const PLURAL: ReadonlyMap<string, string> = new Map([
  ['rule', 'rules'],
  ['subject', 'subjects'],
  ['limit', 'limits'],
  ['container', 'containers'],
  ['init_container', 'initContainers'],
  ['volume', 'volumes'],
  ['volume_mount', 'volumeMounts'],
  ['toleration', 'tolerations'],
  ['webhook', 'webhooks'],
  ['image_pull_secrets', 'imagePullSecrets'],
  ['port', 'ports'],
  ['path', 'paths'],
]);

/** Maps whose keys are the user's. */
const MAPS = new Set(
  'labels annotations match_labels data binary_data node_selector hard requests parameters default'.split(' '),
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
]);

/**
 * Turns the provider's form of an object into that of the API: names, blocks, lists and numbers. What is null, an empty
 * text or an empty list was not set.
 *
 * @param value attributes of a typed resource
 */
export function fromProviderForm(value: Json): Json {
  if (isList(value)) return value.map(fromProviderForm);
  if (!isObject(value)) return value;
  const object: Record<string, Json> = {};
  addMembers(object, value, NONE);
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
  for (const key in from) {
    const item = from[key] ?? null;
    if (isUnset(key, item) || except.has(key)) continue;
    const rule = ruleOf(key);
    setMember(to, nameOf(rule, item), rule.isMap ? item : converted(rule, item));
  }
}

/** What the name of an attribute says of its form. */
interface Rule {
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
  /** Whether it is the port of a backend where it has a number. */
  readonly isPort: boolean;
}

/** Looked up once for each attribute: there are very many. */
const ruleOf = remembered((key): Rule => {
  const name = NAMES.get(key) ?? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    name,
    plural: PLURAL.get(key) ?? name,
    isMap: MAPS.has(key),
    isNumber: NUMBERS.has(key),
    isSingle: SINGLE.has(key),
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
  return converted(ruleOf(key), item);
}

function converted(rule: Rule, item: Json): Json {
  if (typeof item !== 'object' || item === null)
    return rule.isNumber && typeof item === 'string' && /^\d+$/.test(item) ? Number(item) : item;
  const single = rule.isSingle || isPortOfBackend(rule, item);
  const isBlock = single && isList(item) && item.length === 1 && (isObject(item[0]) || item[0] === null);
  return fromProviderForm(isBlock ? (item[0] ?? {}) : item);
}

/** The port of a service that an Ingress names has a number or a name of its own; that of a Service has a port. */
function isPortOfBackend({ isPort }: Rule, item: Json): boolean {
  return isPort && isList(item) && item.length === 1 && member(item[0], 'number') !== undefined;
}

function nameOf(rule: Rule, item: Json): string {
  return isList(item) && !isPortOfBackend(rule, item) ? rule.plural : rule.name;
}
