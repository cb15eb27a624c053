import { names, type CloudTypes } from './cloud-types';

/** Of hashicorp/google and hashicorp/google-beta, as 6.50.0 and 7.45.0 have them. */
export const GOOGLE: CloudTypes = {
  prefix: 'google_',
  data: names(`
    sql_database sql_database_instance alloydb_cluster alloydb_instance alloydb_backup
    spanner_instance spanner_instance_partition spanner_database bigtable_instance bigtable_table
    firestore_database firestore_document firebase_database_instance firebase_storage_bucket
    bigquery_dataset bigquery_table biglake_catalog biglake_database biglake_table biglake_iceberg_catalog
    biglake_iceberg_namespace biglake_iceberg_table redis_instance redis_cluster memcache_instance memorystore_instance
    oracle_database_autonomous_database oracle_database_cloud_exadata_infrastructure oracle_database_cloud_vm_cluster
    oracle_database_db_system oracle_database_exadb_vm_cluster oracle_database_exascale_db_storage_vault
    storage_bucket storage_bucket_object storage_folder storage_managed_folder
    compute_disk compute_region_disk compute_storage_pool compute_snapshot compute_instant_snapshot
    compute_region_instant_snapshot compute_image compute_machine_image compute_instance compute_instance_from_template
    compute_instance_from_machine_image filestore_instance filestore_backup filestore_snapshot lustre_instance
    parallelstore_instance netapp_storage_pool netapp_volume netapp_volume_snapshot netapp_backup netapp_backup_vault
    backup_dr_backup_vault pubsub_topic pubsub_subscription pubsub_lite_topic pubsub_lite_subscription
    managed_kafka_cluster managed_kafka_topic logging_project_bucket_config logging_folder_bucket_config
    logging_organization_bucket_config logging_billing_account_bucket_config
    artifact_registry_repository sourcerepo_repository secure_source_manager_instance secure_source_manager_repository
    container_cluster container_aws_cluster container_azure_cluster edgecontainer_cluster
    gkeonprem_bare_metal_cluster gkeonprem_bare_metal_admin_cluster gkeonprem_vmware_cluster
    gkeonprem_vmware_admin_cluster vmwareengine_private_cloud vmwareengine_cluster
    dataproc_cluster dataproc_metastore_service discovery_engine_data_store looker_instance
    healthcare_dataset healthcare_dicom_store healthcare_fhir_store healthcare_hl7_v2_store healthcare_consent_store
    vertex_ai_dataset vertex_ai_featurestore vertex_ai_featurestore_entitytype vertex_ai_feature_online_store
    vertex_ai_index vertex_ai_tensorboard vector_search_collection vector_search_data_object
    notebooks_instance notebooks_runtime workbench_instance workstations_workstation
    secret_manager_secret secret_manager_secret_version secret_manager_regional_secret
    secret_manager_regional_secret_version parameter_manager_parameter parameter_manager_parameter_version
    parameter_manager_regional_parameter parameter_manager_regional_parameter_version
    privateca_ca_pool privateca_certificate_authority identity_platform_tenant dns_managed_zone project folder`),
  keys: names('kms_key_ring kms_crypto_key kms_crypto_key_version'),
  servers: names(`
    container_node_pool container_aws_node_pool container_azure_node_pool edgecontainer_node_pool
    gkeonprem_bare_metal_node_pool gkeonprem_vmware_node_pool
    compute_instance_group_manager compute_region_instance_group_manager tpu_node tpu_v2_vm`),
  access: names(`
    *_iam_policy *_iam_binding *_iam_member *_iam_member_remove *_iam_custom_role *_iam_audit_config iam_*
    service_account service_account_key project_default_service_accounts privileged_access_manager_entitlement
    cloud_identity_group cloud_identity_group_membership os_login_ssh_public_key apikeys_key
    compute_firewall compute_firewall_policy* compute_network_firewall_policy* compute_region_network_firewall_policy*
    compute_security_policy* compute_region_security_policy* compute_organization_security_policy*
    app_engine_firewall_rule vmwareengine_external_access_rule network_security_authz_policy
    network_security_authorization_policy network_security_gateway_security_policy* network_security_firewall_endpoint*
    storage_bucket_acl storage_bucket_access_control storage_default_object_acl storage_default_object_access_control
    storage_object_acl storage_object_access_control storage_hmac_key
    bigquery_dataset_access bigquery_row_access_policy bigquery_datapolicy_data_policy bigquery_datapolicyv2_data_policy
    sql_user sql_ssl_cert alloydb_user firestore_user_creds firebaserules_ruleset firebaserules_release
    managed_kafka_acl iap_settings iap_client iap_tunnel_dest_group access_context_manager_*
    binary_authorization_policy binary_authorization_attestor gke_hub_membership_rbac_role_binding
    org_policy_policy org_policy_custom_constraint organization_policy folder_organization_policy
    project_organization_policy`),
  locks: names('resource_manager_lien'),
};
