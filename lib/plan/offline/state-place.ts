import { diff, NOTHING, type Field } from '../diff';
import { isList, member, membersOf, textAt, type Json, type JsonObject } from '../json';

/** Settings of backends that say how a state is reached or kept, and not where: another one finds the same state. */
const HOW = new RegExp(
  '^(encrypt|\\w*kms_key_id|kms_encryption_key|encryption_key|sse_customer_key|acl|labels|profile|shared_\\w+|' +
    'access_key|secret_key|token|username|password|credentials|access_token|impersonate_\\w+|client_\\w+|sas_token|' +
    'tenant_id|subscription_id|msi_endpoint|oidc_\\w+|ado_\\w+|use_\\w+|assume_role\\w*|role_arn|external_id|session_name|' +
    'sts_\\w+|iam_\\w+|dynamodb_\\w+|lock\\w*|unlock_\\w+|max_retries|retry_\\w+|skip_\\w+|insecure|http_proxy|https_proxy|' +
    'no_proxy|custom_ca_bundle|ec2_\\w+|\\w*account_ids|config_paths?|exec|in_cluster_config|cluster_ca_certificate|tls_\\w+|' +
    'snapshot|environment|ca_file|cert_file|key_file|gzip|update_method)$',
);

/**
 * What changes in where Terraform looks for the state of a stack.
 *
 * @param before `cdk.tf.json` that was deployed; nothing where the stack is new
 * @param after `cdk.tf.json` that is to be deployed; nothing where the stack is gone
 * @returns nothing where the same state is found
 */
export function stateMoves(before: Json | undefined, after: Json | undefined): readonly Field[] {
  if (before === undefined || after === undefined) return [];
  const fields = diff({ ...NOTHING, before: placeOf(before), after: placeOf(after) }, ['backend']);
  // A connection may hold a password.
  return fields.map((field) => (field.path.at(-1) === 'conn_str' ? { ...field, sensitive: true } : field));
}

/** Kind of the backend, with the settings that say where. */
function placeOf(document: Json): JsonObject {
  const terraform = single(member(document, 'terraform') ?? null);
  const cloud = member(terraform, 'cloud');
  const [kind, settings] =
    cloud === undefined
      ? (membersOf(single(member(terraform, 'backend') ?? null))[0] ?? ['local', {}])
      : (['cloud', cloud] as const);
  const body = single(settings);
  if (kind === 'local') return { kind, path: shortened(textAt(body, 'path') ?? 'terraform.tfstate') };
  return { kind, ...Object.fromEntries(membersOf(body).filter(([key, value]) => !HOW.test(key) && value !== null)) };
}

/** Folder and file: the rest of the path is of the machine that synthesized. */
function shortened(path: string): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}

function single(body: Json): Json {
  return isList(body) ? (body[0] ?? null) : body;
}
