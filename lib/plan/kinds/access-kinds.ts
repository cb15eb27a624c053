import type { Field } from '../diff';
import { isList, isObject, type Json } from '../json';

/**
 * Resources of other programs that say who may do what, or who reaches what, by Terraform type: those of hashicorp/aws
 * 5, hashicorp/google 6 and hashicorp/azurerm 4. What they allow is not judged here; that they change is told.
 */
const ACCESS = new RegExp(
  '^(aws_(iam_\\w+|security_group|security_group_rule|vpc_security_group_\\w+|default_security_group|network_acl|network_acl_rule|' +
    'default_network_acl|s3_bucket_(policy|acl|public_access_block|ownership_controls)|s3_account_public_access_block|' +
    's3_access_point|s3control_\\w*policy|s3control_access_grant|vpc_block_public_access_\\w+|(ebs_snapshot|ec2_image)_block_public_access|' +
    'kms_(key_policy|grant)|secretsmanager_secret_policy|lambda_permission|lambda_layer_version_permission|' +
    'sns_topic_policy|sqs_queue_policy|ecr_(repository|registry)_policy|ecrpublic_repository_policy|efs_file_system_policy|' +
    'efs_access_point|dynamodb_resource_policy|kinesis_resource_policy|glue_resource_policy|backup_vault_policy|' +
    '(opensearch|elasticsearch)_domain_policy|opensearchserverless_(access|security)_policy|eks_access_\\w+|' +
    'eks_pod_identity_association|api_gateway_rest_api_policy|vpc_endpoint_policy|organizations_(policy|resource_policy)\\w*|' +
    'ssoadmin_(permission_set|permission_set_inline_policy|permissions_boundary_attachment|managed_policy_attachment|' +
    'customer_managed_policy_attachment|account_assignment)|lakeformation_permissions|ram_\\w+|ami_launch_permission|' +
    'snapshot_create_volume_permission|wafv2_web_acl\\w*|networkfirewall_\\w+|rolesanywhere_\\w+|verifiedpermissions_policy\\w*)|' +
    'google_(\\w+_iam_(policy|binding|member|custom_role|audit_config)|service_account|service_account_key|' +
    'compute_(firewall|firewall_policy\\w*|network_firewall_policy\\w*|security_policy)|storage_(bucket_acl|bucket_access_control|' +
    'default_object_acl|object_acl)|access_context_manager_\\w+|org_policy_policy|iam_\\w+)|' +
    'azurerm_(role_assignment|role_definition|user_assigned_identity|federated_identity_credential|network_security_group|' +
    'network_security_rule|firewall_\\w+|storage_account_network_rules|key_vault_access_policy|\\w+_firewall_rule|' +
    'web_application_firewall_policy|\\w*policy_assignment))$',
);

/** Settings that open a resource to the internet when they are on. */
const PUBLIC = new Set(['publicly_accessible', 'endpoint_public_access', 'public_network_access_enabled']);

/** Every address, as source of traffic; the same as a destination is what most programs route or send to. */
const WORLD = new Set(['0.0.0.0/0', '::/0']);
const OUTGOING = /egress|dest|route|outbound/i;

/** What says nothing of access. */
const WORDS = /^(tags|tags_all|labels|description|timeouts)$/;

/**
 * Tells whether a resource says who may do what, or who reaches what.
 *
 * @param type Terraform type
 */
export function saysAccess(type: string): boolean {
  return ACCESS.test(type);
}

/**
 * Tells whether a value opens a resource to every address, or to the internet.
 *
 * @param field a value that changes
 */
export function opens({ path, before, after, sensitive }: Field): boolean {
  if (sensitive || after === undefined) return false;
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1);
  if (last !== undefined && PUBLIC.has(last)) return after === true && before !== true;
  if (names.some((name) => OUTGOING.test(name))) return false;
  return holds(after, WORLD) && !holds(before ?? null, WORLD);
}

/**
 * The values of a change of access that a reviewer looks for: what is wide first, then what comes, then what goes.
 *
 * @param fields values that change
 */
export function tellingFields(fields: readonly Field[]): readonly Field[] {
  const known = fields.filter(
    ({ path: [first], unknown }) => !unknown && !(typeof first === 'string' && WORDS.test(first)),
  );
  const width = (field: Field): number => (opens(field) ? 0 : isAny(field) ? 1 : field.change === 'removed' ? 3 : 2);
  return [...known].sort((a, b) => width(a) - width(b));
}

/** `*` in a policy: any action, resource or principal. */
function isAny({ before = null, after = null }: Field): boolean {
  const wide = (value: Json): boolean => typeof value === 'string' && /^([\w-]+:)?\*$/.test(value);
  return wide(after) && !wide(before);
}

function holds(value: Json, texts: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return texts.has(value);
  if (isList(value)) return value.some((item) => holds(item, texts));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, item]) => !OUTGOING.test(key) && holds(item, texts));
}
