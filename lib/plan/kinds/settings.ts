/** Settings that open a resource to the internet, or to everybody, when they are on. */
export const PUBLIC: ReadonlySet<string> = words(`
  publicly_accessible is_publicly_accessible endpoint_public_access enable_public_access allow_public_access
  public_network_access_enabled public_network_enabled public_data_endpoint_enabled allow_nested_items_to_be_public
  anonymous_pull_enabled coordinator_public_ip_access_enabled`);

/** Settings that open a resource when they have one of some values. */
export const PUBLIC_TEXTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['public_network_access', words('Enabled')],
  ['container_access_type', words('blob container')],
  ['default_action', words('Allow')],
  ['acl', words('public-read public-read-write authenticated-read')],
  ['predefined_acl', words('publicRead publicReadWrite authenticatedRead')],
]);

/** Settings with which a provider refuses that a resource is opened to everybody, and the value that does. */
export const NEVER_PUBLIC: ReadonlyMap<string, string> = new Map([['public_access_prevention', 'enforced']]);

/** Settings with which a provider refuses to delete a resource, when they are on. */
export const PROTECTIONS: ReadonlySet<string> = words(`
  deletion_protection deletion_protection_enabled enable_deletion_protection delete_protection enable_drop_protection
  termination_protection termination_protection_enabled disable_api_termination purge_protection_enabled`);

/** The same with a value; in late versions of hashicorp/google 7, nearly each resource has a policy of deletion. */
export const PROTECTING_TEXTS: ReadonlyMap<string, string> = new Map([
  ['deletion_policy', 'PREVENT'],
  ['deletion_protection', 'PROTECTED'],
  ['delete_protection_state', 'DELETE_PROTECTION_ENABLED'],
]);

/** Settings with which a provider deletes what is inside, or makes no last copy of it. */
export const LAST_COPIES: ReadonlySet<string> = words(`
  force_destroy force_delete skip_final_snapshot skip_final_backup delete_contents_on_destroy
  delete_data_disks_on_termination`);

/** The same with a value. */
export const LAST_COPY_TEXTS: ReadonlyMap<string, string> = new Map([
  ['deletion_policy', 'FORCE'],
  ['soft_delete', 'Off'],
]);

/** Settings that keep what was deleted for a while, when they are on. */
export const KEEPS_DELETED: ReadonlySet<string> = words('soft_delete_enabled');

/** How long data are kept, where 0 is for ever. */
export const RETENTION: ReadonlySet<string> = words(`
  retention retention_in_days retention_days retention_period retention_period_in_days retention_period_hours
  retention_in_hours retention_time_in_hours total_retention_in_days message_retention message_retention_seconds
  message_retention_duration magnetic_store_retention_period_in_days memory_store_retention_period_in_hours`);

/** How long copies of data are kept, or how many, where 0 is none. */
export const COPIES: ReadonlySet<string> = words(`
  backup_retention_period backup_retention_days backup_retention_period_days backup_retention_period_in_days
  automatic_backup_retention_days automated_snapshot_retention_period snapshot_retention_limit
  snapshot_retention_period_in_days snapshot_retention_in_days transaction_log_retention_days retained_backups
  version_retention_period retention_duration_seconds soft_delete_retention_days max_time_travel_hours`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
