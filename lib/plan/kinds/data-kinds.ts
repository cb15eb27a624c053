/**
 * Resources of other programs that hold data, by Terraform type: those of hashicorp/aws 5, hashicorp/google 6 and
 * hashicorp/azurerm 4 whose deletion loses what people stored, and clusters and groups with all that runs in them. Of a
 * type that stands nowhere here it is not known.
 */
const DATA =
  'aws_(db_instance|db_snapshot|db_cluster_snapshot|rds_cluster|rds_cluster_instance|rds_global_cluster|' +
  'docdb_(cluster|cluster_instance|cluster_snapshot|global_cluster)|docdbelastic_cluster|' +
  'neptune_(cluster|cluster_instance|cluster_snapshot|global_cluster)|neptunegraph_graph|' +
  'dynamodb_(table|global_table|table_item|table_replica)|keyspaces_(keyspace|table)|qldb_ledger|' +
  'timestreamwrite_(database|table)|timestreaminfluxdb_db_instance|redshift_(cluster|cluster_snapshot)|' +
  'redshiftserverless_(namespace|snapshot)|elasticache_(cluster|replication_group|serverless_cache|global_replication_group)|' +
  'memorydb_(cluster|multi_region_cluster|snapshot)|opensearch_domain|elasticsearch_domain|opensearchserverless_collection|' +
  's3_(bucket|directory_bucket|object|bucket_object|object_copy)|s3tables_(table|table_bucket)|glacier_vault|' +
  'ebs_(volume|snapshot|snapshot_copy)|efs_file_system|' +
  'fsx_(lustre_file_system|windows_file_system|openzfs_file_system|openzfs_volume|ontap_file_system|ontap_volume|backup|file_cache)|' +
  'backup_(vault|logically_air_gapped_vault)|kinesis_(stream|video_stream)|msk_(cluster|serverless_cluster)|mq_broker|sqs_queue|' +
  'cloudwatch_log_(group|stream)|ecr_repository|ecrpublic_repository|codecommit_repository|instance|ami|ami_copy|' +
  'lightsail_(bucket|database|disk|instance)|eks_cluster|cognito_user_pool|secretsmanager_(secret|secret_version)|ssm_parameter|' +
  'route53_zone|glue_catalog_(database|table)|workspaces_workspace|sagemaker_(domain|space|notebook_instance|feature_group))|' +
  'google_(sql_(database|database_instance)|storage_(bucket|bucket_object)|compute_(disk|region_disk|instance|snapshot|image)|' +
  'filestore_(instance|backup|snapshot)|bigquery_(dataset|table)|bigtable_(instance|table)|spanner_(instance|database)|' +
  'firestore_(database|document)|redis_(instance|cluster)|memcache_instance|alloydb_(cluster|instance|backup)|' +
  'pubsub_(topic|subscription)|artifact_registry_repository|container_cluster|dns_managed_zone|netapp_volume|' +
  'secret_manager_(secret|secret_version)|project|folder)|' +
  'azurerm_(storage_(account|container|blob|share|share_file|queue|table|data_lake_gen2_filesystem)|managed_disk|snapshot|image|' +
  'mssql_(server|database|managed_instance|managed_database)|postgresql_(server|database|flexible_server|flexible_server_database)|' +
  'mysql_(flexible_server|flexible_database)|cosmosdb_(account|sql_database|sql_container|mongo_database|' +
  'mongo_collection|table|postgresql_cluster)|redis_cache|netapp_volume|recovery_services_vault|data_protection_backup_vault|' +
  'log_analytics_workspace|eventhub|servicebus_(queue|topic)|container_registry|kubernetes_cluster|key_vault_secret|dns_zone|' +
  'linux_virtual_machine|windows_virtual_machine|virtual_machine|resource_group)';

/** Keys: with them goes what they encrypt, wherever it lies. */
const KEYS =
  'aws_kms_(key|external_key|replica_key|replica_external_key|custom_key_store)|google_kms_(key_ring|crypto_key|crypto_key_version)|' +
  'azurerm_(key_vault|key_vault_key|key_vault_managed_hardware_security_module)';

/** What runs goes with them, and nothing that was stored. */
const PODS =
  'kubernetes_(deployment|daemonset|daemon_set|stateful_set|replication_controller|job|cron_job|pod)(_v\\d\\w*)?';
const NODES =
  'aws_(eks_node_group|eks_fargate_profile|autoscaling_group)|google_container_node_pool|' +
  'google_compute_(instance_group_manager|region_instance_group_manager)|azurerm_(kubernetes_cluster_node_pool|' +
  'linux_virtual_machine_scale_set|windows_virtual_machine_scale_set|orchestrated_virtual_machine_scale_set)';
const ENTRIES = 'kubernetes_(service|ingress|endpoints|endpoint_slice)(_v\\d\\w*)?';

/** Resources of Terraform itself and of the machine that runs it, and rules: nothing is lost with them. */
const NOTHING =
  'terraform_data|null_resource|time_\\w+|random_\\w+|local_file|local_sensitive_file|' +
  'kubernetes_(network_policy|role|role_binding|cluster_role|cluster_role_binding|service_account|default_service_account|' +
  'resource_quota|limit_range|priority_class|ingress_class|pod_disruption_budget|horizontal_pod_autoscaler|runtime_class|' +
  'validating_webhook_configuration|mutating_webhook_configuration|labels|annotations|env|node_taint)(_v\\d\\w*)?';

const whole = (types: string): RegExp => new RegExp(`^(${types})$`);

const [HOLDS, ENCRYPTS, LOSES_NOTHING] = [whole(DATA), whole(KEYS), whole(NOTHING)];

/** What stops with a resource that holds no data. */
const STOPS: readonly (readonly [RegExp, string])[] = [
  [whole(PODS), 'its pods stop'],
  [whole(NODES), 'its servers go, and what runs on them'],
  [whole(ENTRIES), 'what is behind it is no longer reached by it'],
];

/**
 * Tells whether a resource holds data, by its type alone.
 *
 * @param type Terraform type
 * @returns nothing where it is not known
 */
export function holdsDataByType(type: string): boolean | undefined {
  if (HOLDS.test(type) || ENCRYPTS.test(type)) return true;
  return LOSES_NOTHING.test(type) || stopsWith(type) !== undefined ? false : undefined;
}

/**
 * What stops when a resource goes that holds no data.
 *
 * @param type Terraform type
 * @returns a sentence; nothing where nothing is known to stop
 */
export function stopsWith(type: string): string | undefined {
  return STOPS.find(([types]) => types.test(type))?.[1];
}

/**
 * Tells whether a resource is a key that data elsewhere need.
 *
 * @param type Terraform type
 */
export function isKey(type: string): boolean {
  return ENCRYPTS.test(type);
}
