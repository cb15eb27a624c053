import { names, type CloudTypes } from './cloud-types';

/** Of hashicorp/azurerm, as 3.117.1, 4.81.0 and 5.2.0 have them: what a later one dropped is still in states. */
export const AZURE: CloudTypes = {
  prefix: 'azurerm_',
  data: names(`
    storage_account storage_container storage_blob storage_share storage_share_directory storage_share_file
    storage_queue storage_table storage_table_entity storage_data_lake_gen2_filesystem storage_data_lake_gen2_path
    managed_disk snapshot image shared_image_gallery shared_image shared_image_version
    managed_lustre_file_system hpc_cache qumulo_file_system elastic_san elastic_san_volume_group elastic_san_volume
    netapp_volume netapp_volume_group_oracle netapp_volume_group_sap_hana netapp_snapshot netapp_backup_vault
    mssql_server mssql_database mssql_managed_instance mssql_managed_database
    sql_server sql_database sql_managed_instance sql_managed_database mariadb_server mariadb_database
    postgresql_server postgresql_database postgresql_flexible_server postgresql_flexible_server_database
    postgresql_flexible_server_backup mysql_server mysql_database mysql_flexible_server mysql_flexible_database
    cosmosdb_account cosmosdb_sql_database cosmosdb_sql_container cosmosdb_mongo_database cosmosdb_mongo_collection
    cosmosdb_table cosmosdb_cassandra_cluster cosmosdb_cassandra_datacenter cosmosdb_cassandra_keyspace
    cosmosdb_cassandra_table cosmosdb_gremlin_database cosmosdb_gremlin_graph cosmosdb_postgresql_cluster mongo_cluster
    oracle_autonomous_database oracle_autonomous_database_backup oracle_autonomous_database_clone_from_backup
    oracle_autonomous_database_clone_from_database oracle_cloud_vm_cluster oracle_exadata_infrastructure
    oracle_exascale_database_storage_vault redis_cache managed_redis redis_enterprise_cluster redis_enterprise_database
    kusto_cluster kusto_database synapse_workspace synapse_sql_pool databricks_workspace search_service
    hdinsight_hadoop_cluster hdinsight_hbase_cluster hdinsight_kafka_cluster
    recovery_services_vault backup_protected_vm backup_protected_file_share data_protection_backup_vault
    data_protection_backup_instance_* virtual_machine_restore_point_collection virtual_machine_restore_point
    log_analytics_workspace log_analytics_cluster log_analytics_workspace_table_custom_log
    eventhub_namespace eventhub servicebus_namespace servicebus_queue servicebus_topic servicebus_subscription
    container_registry kubernetes_cluster kubernetes_automatic_cluster redhat_openshift_cluster
    vmware_private_cloud vmware_cluster stack_hci_virtual_hard_disk
    machine_learning_workspace machine_learning_compute_instance
    healthcare_service healthcare_workspace healthcare_dicom_service healthcare_fhir_service
    app_configuration app_configuration_key key_vault_secret key_vault_certificate dns_zone private_dns_zone
    aadb2c_directory active_directory_domain_service
    linux_virtual_machine windows_virtual_machine virtual_machine resource_group subscription`),
  keys: names(`
    key_vault key_vault_key key_vault_managed_hardware_security_module
    key_vault_managed_hardware_security_module_key`),
  servers: names(`
    kubernetes_cluster_node_pool linux_virtual_machine_scale_set windows_virtual_machine_scale_set
    orchestrated_virtual_machine_scale_set virtual_machine_scale_set machine_learning_compute_cluster batch_pool`),
  access: names(`
    *role_assignment *role_definition role_management_policy user_assigned_identity federated_identity_credential
    *policy_assignment *policy_exemption policy_definition policy_set_definition
    management_group_policy_set_definition lighthouse_definition lighthouse_assignment
    network_security_group network_security_rule network_interface_security_group_association
    subnet_network_security_group_association network_security_perimeter* firewall_* *_firewall_rule
    *_virtual_network_rule web_application_firewall_policy cdn_frontdoor_firewall_policy cdn_frontdoor_security_policy
    storage_account_network_rules storage_account_local_user managed_disk_sas_token disk_sas_token
    *_access_policy *_active_directory_administrator mysql_flexible_server_aad_administrator
    synapse_workspace_aad_admin synapse_workspace_sql_aad_admin *_authorization_rule *_principal_assignment
    cosmosdb_mongo_user_definition cosmosdb_postgresql_role mongo_cluster_user container_registry_scope_map
    container_registry_token container_registry_token_password kubernetes_cluster_trusted_access_role_binding`),
  locks: names(`
    management_lock storage_container_immutability_policy data_protection_resource_guard
    recovery_services_vault_resource_guard_association`),
};
