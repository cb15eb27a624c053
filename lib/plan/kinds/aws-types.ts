import { names, type CloudTypes } from './cloud-types';

/** Of hashicorp/aws, as 5.99.1 and 6.25.0 have them. */
export const AWS: CloudTypes = {
  prefix: 'aws_',
  data: names(`
    db_instance db_snapshot db_cluster_snapshot rds_cluster rds_cluster_instance rds_global_cluster dsql_cluster
    docdb_cluster docdb_cluster_instance docdb_cluster_snapshot docdb_global_cluster docdbelastic_cluster
    neptune_cluster neptune_cluster_instance neptune_cluster_snapshot neptune_global_cluster neptunegraph_graph
    dynamodb_table dynamodb_global_table dynamodb_table_item dynamodb_table_replica keyspaces_keyspace keyspaces_table
    qldb_ledger simpledb_domain timestreamwrite_database timestreamwrite_table timestreaminfluxdb_db_instance
    redshift_cluster redshift_cluster_snapshot redshiftserverless_namespace redshiftserverless_snapshot
    elasticache_cluster elasticache_replication_group elasticache_serverless_cache elasticache_global_replication_group
    memorydb_cluster memorydb_multi_region_cluster memorydb_snapshot
    opensearch_domain elasticsearch_domain opensearchserverless_collection
    s3_bucket s3_directory_bucket s3_object s3_bucket_object s3_object_copy s3tables_table s3tables_table_bucket
    s3vectors_index s3vectors_vector_bucket glacier_vault
    ebs_volume ebs_snapshot ebs_snapshot_copy efs_file_system
    fsx_lustre_file_system fsx_windows_file_system fsx_openzfs_file_system fsx_openzfs_volume fsx_ontap_file_system
    fsx_ontap_volume fsx_backup fsx_file_cache backup_vault backup_logically_air_gapped_vault
    kinesis_stream kinesis_video_stream msk_cluster msk_serverless_cluster mq_broker sqs_queue
    cloudwatch_log_group cloudwatch_log_stream ecr_repository ecrpublic_repository codecommit_repository
    instance ami ami_copy lightsail_bucket lightsail_database lightsail_disk lightsail_instance eks_cluster
    cognito_user_pool secretsmanager_secret secretsmanager_secret_version ssm_parameter route53_zone
    glue_catalog_database glue_catalog_table workspaces_workspace acmpca_certificate_authority
    sagemaker_domain sagemaker_space sagemaker_notebook_instance sagemaker_feature_group`),
  keys: names('kms_key kms_external_key kms_replica_key kms_replica_external_key kms_custom_key_store'),
  servers: names('eks_node_group eks_fargate_profile autoscaling_group'),
  access: names(`
    iam_* security_group security_group_rule vpc_security_group_* default_security_group network_acl network_acl_rule
    default_network_acl s3_bucket_policy s3_bucket_acl s3_bucket_public_access_block s3_bucket_ownership_controls
    s3_account_public_access_block s3_access_point s3control_*policy s3control_access_grant
    s3tables_table_policy s3tables_table_bucket_policy s3vectors_vector_bucket_policy
    vpc_block_public_access_* ebs_snapshot_block_public_access ec2_image_block_public_access
    kms_key_policy kms_grant secretsmanager_secret_policy lambda_permission lambda_layer_version_permission
    sns_topic_policy sqs_queue_policy ecr_repository_policy ecr_registry_policy ecrpublic_repository_policy
    efs_file_system_policy efs_access_point dynamodb_resource_policy kinesis_resource_policy glue_resource_policy
    redshift_resource_policy cloudwatch_log_resource_policy msk_cluster_policy backup_vault_policy
    opensearch_domain_policy elasticsearch_domain_policy opensearchserverless_access_policy
    opensearchserverless_security_policy eks_access_* eks_pod_identity_association api_gateway_rest_api_policy
    vpc_endpoint_policy organizations_policy* organizations_resource_policy*
    ssoadmin_permission_set ssoadmin_permission_set_inline_policy ssoadmin_permissions_boundary_attachment
    ssoadmin_managed_policy_attachment ssoadmin_customer_managed_policy_attachment ssoadmin_account_assignment
    lakeformation_permissions ram_* ami_launch_permission snapshot_create_volume_permission wafv2_web_acl*
    networkfirewall_* rolesanywhere_* verifiedpermissions_policy*`),
  locks: names('backup_vault_lock_configuration glacier_vault_lock s3_bucket_object_lock_configuration'),
};
