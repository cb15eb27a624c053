import { oneOf, type CloudTypes } from './cloud-types';
import { CLOUDS } from './clouds';

/** What runs goes with them, and nothing that was stored. */
const PODS =
  'kubernetes_(deployment|daemonset|daemon_set|stateful_set|replication_controller|job|cron_job|pod)(_v\\d\\w*)?';
const ENTRIES = 'kubernetes_(service|ingress|endpoints|endpoint_slice)(_v\\d\\w*)?';

/** Resources of Terraform itself and of the machine that runs it, and rules: nothing is lost with them. */
const NOTHING =
  'terraform_data|null_resource|time_\\w+|random_\\w+|local_file|local_sensitive_file|' +
  'kubernetes_(network_policy|role|role_binding|cluster_role|cluster_role_binding|service_account|default_service_account|' +
  'resource_quota|limit_range|priority_class|ingress_class|pod_disruption_budget|horizontal_pod_autoscaler|runtime_class|' +
  'validating_webhook_configuration|mutating_webhook_configuration|labels|annotations|env|node_taint)(_v\\d\\w*)?';

const whole = (types: string): ((type: string) => boolean) => {
  const all = new RegExp(`^(${types})$`);
  return (type) => all.test(type);
};
const ofClouds = (kind: Exclude<keyof CloudTypes, 'prefix'>): ((type: string) => boolean) =>
  oneOf(CLOUDS.map((cloud) => [cloud.prefix, cloud[kind]]));

/** Of a type that stands nowhere here it is not known. */
const [HOLDS, ENCRYPTS, LOCKS, LOSES_NOTHING] = [ofClouds('data'), ofClouds('keys'), ofClouds('locks'), whole(NOTHING)];

/** What stops with a resource that holds no data. */
const STOPS: readonly (readonly [(type: string) => boolean, string])[] = [
  [whole(PODS), 'its pods stop'],
  [ofClouds('servers'), 'its servers go, and what runs on them'],
  [whole(ENTRIES), 'what is behind it is no longer reached by it'],
];

/**
 * Tells whether a resource holds data, by its type alone.
 *
 * @param type Terraform type
 * @returns nothing where it is not known
 */
export function holdsDataByType(type: string): boolean | undefined {
  if (HOLDS(type) || ENCRYPTS(type)) return true;
  return LOSES_NOTHING(type) || LOCKS(type) || stopsWith(type) !== undefined ? false : undefined;
}

/**
 * What stops when a resource goes that holds no data.
 *
 * @param type Terraform type
 * @returns a sentence; nothing where nothing is known to stop
 */
export function stopsWith(type: string): string | undefined {
  return STOPS.find(([is]) => is(type))?.[1];
}

/**
 * Tells whether a resource is a key that data elsewhere need.
 *
 * @param type Terraform type
 */
export function isKey(type: string): boolean {
  return ENCRYPTS(type);
}

/**
 * Tells whether a resource keeps others from being deleted.
 *
 * @param type Terraform type
 */
export function isLock(type: string): boolean {
  return LOCKS(type);
}
