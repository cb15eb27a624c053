/**
 * Names that were looked up in a provider, by the versions that have them: in what the source of hashicorp/google
 * registers and its pages describe, in the pages of hashicorp/azurerm, and in the bindings of hashicorp/aws that come
 * from its schema. Of a family of types, one that is in it.
 */
export const CHECKED_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_: {
    '5.99.1 6.25.0': `
      acmpca_certificate_authority ami ami_copy ami_launch_permission api_gateway_rest_api_policy autoscaling_group
      backup_logically_air_gapped_vault backup_vault backup_vault_lock_configuration backup_vault_policy
      cloudwatch_log_group cloudwatch_log_resource_policy cloudwatch_log_stream codecommit_repository
      cognito_user_pool db_cluster_snapshot db_instance db_snapshot default_network_acl default_security_group
      docdb_cluster docdb_cluster_instance docdb_cluster_snapshot docdb_global_cluster docdbelastic_cluster
      dynamodb_global_table dynamodb_resource_policy dynamodb_table dynamodb_table_item dynamodb_table_replica
      ebs_snapshot ebs_snapshot_block_public_access ebs_snapshot_copy ebs_volume ec2_image_block_public_access
      ecr_registry_policy ecr_repository ecr_repository_policy ecrpublic_repository ecrpublic_repository_policy
      efs_access_point efs_file_system efs_file_system_policy eks_access_entry eks_cluster eks_fargate_profile
      eks_node_group eks_pod_identity_association elasticache_cluster elasticache_global_replication_group
      elasticache_replication_group elasticache_serverless_cache elasticsearch_domain elasticsearch_domain_policy
      fsx_backup fsx_file_cache fsx_lustre_file_system fsx_ontap_file_system fsx_ontap_volume fsx_openzfs_file_system
      fsx_openzfs_volume fsx_windows_file_system glacier_vault glacier_vault_lock glue_catalog_database
      glue_catalog_table glue_resource_policy iam_access_key instance keyspaces_keyspace keyspaces_table
      kinesis_resource_policy kinesis_stream kinesis_video_stream kms_custom_key_store kms_external_key kms_grant
      kms_key kms_key_policy kms_replica_external_key kms_replica_key lakeformation_permissions
      lambda_layer_version_permission lambda_permission lightsail_bucket lightsail_database lightsail_disk
      lightsail_instance memorydb_cluster memorydb_multi_region_cluster memorydb_snapshot mq_broker msk_cluster
      msk_cluster_policy msk_serverless_cluster neptune_cluster neptune_cluster_instance neptune_cluster_snapshot
      neptune_global_cluster neptunegraph_graph network_acl network_acl_rule networkfirewall_firewall
      opensearch_domain opensearch_domain_policy opensearchserverless_access_policy opensearchserverless_collection
      opensearchserverless_security_policy organizations_policy organizations_resource_policy qldb_ledger
      ram_principal_association rds_cluster rds_cluster_instance rds_global_cluster redshift_cluster
      redshift_cluster_snapshot redshift_resource_policy redshiftserverless_namespace redshiftserverless_snapshot
      rolesanywhere_profile route53_zone s3_access_point s3_account_public_access_block s3_bucket s3_bucket_acl
      s3_bucket_object s3_bucket_object_lock_configuration s3_bucket_ownership_controls s3_bucket_policy
      s3_bucket_public_access_block s3_directory_bucket s3_object s3_object_copy s3control_access_grant
      s3control_access_grants_instance_resource_policy s3tables_table s3tables_table_bucket
      s3tables_table_bucket_policy s3tables_table_policy sagemaker_domain sagemaker_feature_group
      sagemaker_notebook_instance sagemaker_space secretsmanager_secret secretsmanager_secret_policy
      secretsmanager_secret_version security_group security_group_rule snapshot_create_volume_permission
      sns_topic_policy sqs_queue sqs_queue_policy ssm_parameter ssoadmin_account_assignment
      ssoadmin_customer_managed_policy_attachment ssoadmin_managed_policy_attachment ssoadmin_permission_set
      ssoadmin_permission_set_inline_policy ssoadmin_permissions_boundary_attachment timestreaminfluxdb_db_instance
      timestreamwrite_database timestreamwrite_table verifiedpermissions_policy vpc_block_public_access_exclusion
      vpc_endpoint_policy vpc_security_group_egress_rule wafv2_web_acl workspaces_workspace`,
    '6.25.0': `
      dsql_cluster s3vectors_index s3vectors_vector_bucket s3vectors_vector_bucket_policy`,
    '5.99.1': `
      simpledb_domain`,
  },
  google_: {
    '6.50.0 7.45.0': `
      access_context_manager_access_level access_context_manager_access_policy_iam_binding
      access_context_manager_access_policy_iam_member access_context_manager_access_policy_iam_policy alloydb_backup
      alloydb_cluster alloydb_instance alloydb_user apikeys_key app_engine_firewall_rule artifact_registry_repository
      backup_dr_backup_vault biglake_catalog biglake_database biglake_table bigquery_datapolicy_data_policy
      bigquery_dataset bigquery_dataset_access bigquery_row_access_policy bigquery_table bigtable_instance
      bigtable_table binary_authorization_attestor binary_authorization_policy cloud_identity_group
      cloud_identity_group_membership compute_disk compute_firewall compute_firewall_policy compute_image
      compute_instance compute_instance_from_machine_image compute_instance_from_template
      compute_instance_group_manager compute_instant_snapshot compute_machine_image compute_network_firewall_policy
      compute_organization_security_policy compute_region_disk compute_region_instance_group_manager
      compute_region_network_firewall_policy compute_region_security_policy compute_security_policy compute_snapshot
      compute_storage_pool container_aws_cluster container_aws_node_pool container_azure_cluster
      container_azure_node_pool container_cluster container_node_pool dataproc_cluster dataproc_metastore_service
      discovery_engine_data_store dns_managed_zone edgecontainer_cluster edgecontainer_node_pool filestore_backup
      filestore_instance filestore_snapshot firebase_database_instance firebase_storage_bucket firebaserules_release
      firebaserules_ruleset firestore_database firestore_document folder folder_iam_audit_config
      folder_organization_policy gke_hub_membership_rbac_role_binding gkeonprem_bare_metal_admin_cluster
      gkeonprem_bare_metal_cluster gkeonprem_bare_metal_node_pool gkeonprem_vmware_admin_cluster
      gkeonprem_vmware_cluster gkeonprem_vmware_node_pool healthcare_consent_store healthcare_dataset
      healthcare_dicom_store healthcare_fhir_store healthcare_hl7_v2_store iam_access_boundary_policy iap_client
      iap_settings iap_tunnel_dest_group identity_platform_tenant kms_crypto_key kms_crypto_key_version kms_key_ring
      logging_billing_account_bucket_config logging_folder_bucket_config logging_organization_bucket_config
      logging_project_bucket_config looker_instance lustre_instance managed_kafka_acl managed_kafka_cluster
      managed_kafka_topic memcache_instance memorystore_instance netapp_backup netapp_backup_vault netapp_storage_pool
      netapp_volume netapp_volume_snapshot network_security_authorization_policy network_security_authz_policy
      network_security_firewall_endpoint network_security_gateway_security_policy notebooks_instance notebooks_runtime
      oracle_database_autonomous_database oracle_database_cloud_exadata_infrastructure
      oracle_database_cloud_vm_cluster org_policy_custom_constraint org_policy_policy organization_iam_custom_role
      organization_policy os_login_ssh_public_key parallelstore_instance parameter_manager_parameter
      parameter_manager_parameter_version parameter_manager_regional_parameter
      parameter_manager_regional_parameter_version privateca_ca_pool privateca_certificate_authority
      privileged_access_manager_entitlement project project_default_service_accounts project_iam_member_remove
      project_organization_policy pubsub_lite_subscription pubsub_lite_topic pubsub_subscription pubsub_topic
      redis_cluster redis_instance resource_manager_lien secret_manager_regional_secret
      secret_manager_regional_secret_version secret_manager_secret secret_manager_secret_version
      secure_source_manager_instance secure_source_manager_repository service_account service_account_key
      sourcerepo_repository spanner_database spanner_instance spanner_instance_partition sql_database
      sql_database_instance sql_ssl_cert sql_user storage_bucket storage_bucket_access_control storage_bucket_acl
      storage_bucket_object storage_default_object_access_control storage_default_object_acl storage_folder
      storage_hmac_key storage_managed_folder storage_object_access_control storage_object_acl tpu_v2_vm
      vertex_ai_dataset vertex_ai_feature_online_store vertex_ai_featurestore vertex_ai_featurestore_entitytype
      vertex_ai_index vertex_ai_tensorboard vmwareengine_cluster vmwareengine_external_access_rule
      vmwareengine_private_cloud workbench_instance workstations_workstation`,
    '7.45.0': `
      biglake_iceberg_catalog biglake_iceberg_namespace biglake_iceberg_table bigquery_datapolicyv2_data_policy
      compute_region_instant_snapshot firestore_user_creds oracle_database_db_system oracle_database_exadb_vm_cluster
      oracle_database_exascale_db_storage_vault vector_search_collection vector_search_data_object`,
    '6.50.0': `
      tpu_node`,
  },
  azurerm_: {
    '3.117.1 4.81.0 5.2.0': `
      aadb2c_directory active_directory_domain_service app_configuration app_configuration_key
      backup_protected_file_share backup_protected_vm batch_pool cdn_frontdoor_firewall_policy
      cdn_frontdoor_security_policy container_registry container_registry_scope_map container_registry_token
      container_registry_token_password cosmosdb_account cosmosdb_cassandra_cluster cosmosdb_cassandra_datacenter
      cosmosdb_cassandra_keyspace cosmosdb_cassandra_table cosmosdb_gremlin_database cosmosdb_gremlin_graph
      cosmosdb_mongo_collection cosmosdb_mongo_database cosmosdb_mongo_role_definition cosmosdb_mongo_user_definition
      cosmosdb_postgresql_cluster cosmosdb_postgresql_firewall_rule cosmosdb_postgresql_role cosmosdb_sql_container
      cosmosdb_sql_database cosmosdb_sql_role_assignment cosmosdb_table data_protection_backup_instance_blob_storage
      data_protection_backup_vault data_protection_resource_guard databricks_workspace dns_zone elastic_san
      elastic_san_volume elastic_san_volume_group eventhub eventhub_authorization_rule eventhub_namespace
      federated_identity_credential firewall_application_rule_collection hdinsight_hadoop_cluster
      hdinsight_hbase_cluster hdinsight_kafka_cluster healthcare_fhir_service healthcare_service healthcare_workspace
      image iothub_dps_shared_access_policy key_vault key_vault_certificate key_vault_key
      key_vault_managed_hardware_security_module key_vault_managed_hardware_security_module_key key_vault_secret
      kubernetes_cluster kubernetes_cluster_node_pool kubernetes_cluster_trusted_access_role_binding kusto_cluster
      kusto_cluster_principal_assignment kusto_database lighthouse_assignment lighthouse_definition
      linux_virtual_machine linux_virtual_machine_scale_set log_analytics_cluster log_analytics_workspace
      machine_learning_compute_cluster machine_learning_compute_instance machine_learning_workspace managed_disk
      managed_lustre_file_system management_group_policy_assignment management_group_policy_exemption management_lock
      mssql_database mssql_managed_database mssql_managed_instance
      mssql_managed_instance_active_directory_administrator mssql_server mssql_virtual_network_rule
      mysql_flexible_database mysql_flexible_server netapp_snapshot netapp_volume netapp_volume_group_sap_hana
      network_interface_security_group_association network_security_group network_security_rule
      orchestrated_virtual_machine_scale_set policy_definition policy_set_definition postgresql_flexible_server
      postgresql_flexible_server_database private_dns_zone recovery_services_vault
      recovery_services_vault_resource_guard_association redhat_openshift_cluster redis_cache resource_group
      role_management_policy search_service servicebus_namespace servicebus_queue servicebus_subscription
      servicebus_topic shared_image shared_image_gallery shared_image_version snapshot storage_account
      storage_account_local_user storage_account_network_rules storage_blob storage_container
      storage_container_immutability_policy storage_data_lake_gen2_filesystem storage_data_lake_gen2_path
      storage_queue storage_share storage_share_directory storage_share_file storage_table storage_table_entity
      subnet_network_security_group_association subscription synapse_sql_pool synapse_workspace
      synapse_workspace_aad_admin synapse_workspace_sql_aad_admin user_assigned_identity virtual_machine
      virtual_machine_restore_point virtual_machine_restore_point_collection virtual_machine_scale_set vmware_cluster
      vmware_private_cloud web_application_firewall_policy windows_virtual_machine windows_virtual_machine_scale_set`,
    '3.117.1 4.81.0': `
      hpc_cache postgresql_database postgresql_server redis_enterprise_cluster redis_enterprise_database`,
    '4.81.0 5.2.0': `
      healthcare_dicom_service kubernetes_automatic_cluster log_analytics_workspace_table_custom_log
      managed_disk_sas_token managed_redis management_group_policy_set_definition mongo_cluster mongo_cluster_user
      netapp_backup_vault netapp_volume_group_oracle network_security_perimeter oracle_autonomous_database
      oracle_autonomous_database_backup oracle_autonomous_database_clone_from_backup
      oracle_autonomous_database_clone_from_database oracle_cloud_vm_cluster oracle_exadata_infrastructure
      oracle_exascale_database_storage_vault postgresql_flexible_server_backup qumulo_file_system
      stack_hci_virtual_hard_disk`,
    '3.117.1': `
      disk_sas_token mariadb_database mariadb_server mysql_database mysql_flexible_server_aad_administrator
      mysql_server sql_database sql_managed_database sql_managed_instance sql_server`,
  },
};

/** Settings by a resource of each provider that has them, and the last version in which it was read. */
export const CHECKED_SETTINGS: Readonly<Record<string, string>> = {
  acl: 'aws_s3_bucket 6.25.0, google_storage_transfer_job 7.45.0, azurerm_storage_share 5.2.0',
  allow_nested_items_to_be_public: 'azurerm_storage_account 5.2.0',
  allow_public_access: 'google_discovery_engine_widget_config 7.45.0',
  anonymous_pull_enabled: 'azurerm_container_registry 5.2.0',
  automated_snapshot_retention_period: 'aws_redshift_cluster 6.25.0',
  automatic_backup_retention_days: 'aws_fsx_lustre_file_system 6.25.0',
  backup_retention_days: 'google_backup_dr_backup_plan 7.45.0, azurerm_mysql_flexible_server 5.2.0',
  backup_retention_period: 'aws_db_instance 6.25.0',
  backup_retention_period_days: 'google_oracle_database_autonomous_database 7.45.0',
  backup_retention_period_in_days: 'azurerm_oracle_autonomous_database 5.2.0',
  container_access_type: 'azurerm_storage_container 5.2.0',
  coordinator_public_ip_access_enabled: 'azurerm_cosmosdb_postgresql_cluster 5.2.0',
  default_action: 'aws_wafv2_web_acl 6.25.0, azurerm_container_registry 5.2.0',
  delete_contents_on_destroy: 'google_bigquery_dataset 7.45.0',
  delete_data_disks_on_termination: 'azurerm_virtual_machine 5.2.0',
  delete_protection: 'aws_networkfirewall_firewall 6.25.0, google_storage_batch_operations_job 7.45.0',
  delete_protection_state: 'google_firestore_database 7.45.0',
  deletion_policy: 'google_access_context_manager_access_level 7.45.0',
  deletion_protection: 'aws_cognito_user_pool 6.25.0, google_alloydb_cluster 7.45.0',
  deletion_protection_enabled: 'aws_cloudwatch_log_group 6.25.0, google_filestore_instance 7.45.0',
  disable_api_termination: 'aws_instance 6.25.0',
  enable_deletion_protection: 'aws_alb 6.25.0, google_workbench_instance 7.45.0',
  enable_drop_protection: 'google_spanner_database 7.45.0',
  enable_public_access: 'google_ces_deployment 7.45.0',
  endpoint_public_access: 'aws_eks_cluster 6.25.0',
  force_delete: 'aws_autoscaling_group 6.25.0, google_backup_dr_backup_vault 7.45.0',
  force_destroy: 'aws_backup_vault 6.25.0, google_bigtable_instance 7.45.0',
  is_publicly_accessible: 'aws_apprunner_service 6.25.0',
  magnetic_store_retention_period_in_days: 'aws_timestreamwrite_table 6.25.0',
  max_time_travel_hours: 'google_bigquery_dataset 7.45.0',
  memory_store_retention_period_in_hours: 'aws_timestreamwrite_table 6.25.0',
  message_retention: 'azurerm_eventhub 5.2.0',
  message_retention_duration: 'google_pubsub_subscription 7.45.0',
  message_retention_seconds: 'aws_sqs_queue 6.25.0',
  predefined_acl: 'google_storage_bucket_acl 7.45.0',
  public_access_prevention: 'google_storage_bucket 7.45.0',
  public_data_endpoint_enabled: 'azurerm_mssql_managed_instance 5.2.0',
  public_network_access: 'azurerm_app_configuration 5.2.0',
  public_network_access_enabled: 'azurerm_container_registry 5.2.0',
  public_network_enabled: 'azurerm_data_factory 5.2.0',
  publicly_accessible: 'aws_db_instance 6.25.0',
  purge_protection_enabled: 'azurerm_app_configuration 5.2.0',
  retained_backups: 'google_sql_database_instance 7.45.0',
  retention: 'aws_glue_catalog_table 6.25.0, google_memorystore_instance 7.45.0',
  retention_days:
    'aws_cloudwatch_event_archive 6.25.0, google_logging_project_bucket_config 7.45.0, azurerm_mssql_database 5.2.0',
  retention_duration_seconds: 'google_storage_bucket 7.45.0',
  retention_in_days: 'aws_cloudwatch_log_group 6.25.0, azurerm_log_analytics_workspace 5.2.0',
  retention_in_hours: 'azurerm_cosmosdb_account 5.2.0',
  retention_period: 'aws_fsx_ontap_volume 6.25.0, google_alloydb_cluster 7.45.0',
  retention_period_hours: 'aws_connect_instance_storage_config 6.25.0',
  retention_period_in_days: 'aws_config_retention_configuration 6.25.0, azurerm_oracle_autonomous_database 5.2.0',
  retention_time_in_hours: 'azurerm_eventhub 5.2.0',
  skip_final_backup: 'aws_fsx_lustre_file_system 6.25.0',
  skip_final_snapshot: 'aws_db_instance 6.25.0',
  snapshot_retention_in_days: 'azurerm_backup_policy_file_share 5.2.0',
  snapshot_retention_limit: 'aws_elasticache_cluster 6.25.0',
  snapshot_retention_period_in_days: 'aws_glue_catalog_table_optimizer 6.25.0',
  soft_delete: 'azurerm_data_protection_backup_vault 5.2.0',
  soft_delete_enabled: 'azurerm_recovery_services_vault 3.117.1',
  soft_delete_retention_days: 'azurerm_app_configuration 5.2.0',
  termination_protection: 'aws_emr_cluster 6.25.0',
  termination_protection_enabled: 'aws_cloudtrail_event_data_store 6.25.0',
  total_retention_in_days: 'azurerm_log_analytics_workspace_table_custom_log 5.2.0',
  transaction_log_retention_days: 'google_sql_database_instance 7.45.0',
  version_retention_period: 'google_firestore_database 7.45.0',
};
