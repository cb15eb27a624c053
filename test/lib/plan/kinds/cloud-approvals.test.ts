import type { Json, JsonObject } from '../../../../lib/plan/json';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { change, reportOfChanges } from '../../../support/plans';

const needed = (entry: JsonObject): (readonly [string, string, ...string[]])[] =>
  reportOfChanges([entry]).approvals.map(({ risk, consequence, names = [] }) => [risk, consequence, ...names]);
const update = (type: string, before: JsonObject, after: JsonObject, rest: JsonObject = {}): JsonObject =>
  change({ address: `${type}.a`, before, after, ...rest });
const shown = (value: number | string): string => JSON.stringify(value);
const OPENED = 'it is opened to everybody';
const UNJUDGED = 'who may do what, or who reaches what, is not judged here: read what it allows';

describe('access that is not judged', () => {
  test.each(['aws_iam_role_policy', 'google_project_iam_binding', 'azurerm_role_assignment', 'aws_kms_key_policy'])(
    'must be approved when %s changes, and shows what',
    (type) => {
      expect(needed(update(type, { policy: 'x' }, { policy: 'y' }))).toEqual([
        ['access', UNJUDGED, 'policy "x" → "y"'],
      ]);
    },
  );

  test('shows what is wide first, inside of a policy', () => {
    const policy = (action: Json, resource: string): string =>
      JSON.stringify({ Statement: [{ Action: action, Resource: resource }] });
    const before = { policy: policy(['s3:GetObject'], 'arn:aws:s3:::a/*') };
    const after = { policy: policy(['s3:*'], '*') };
    expect(needed(update('aws_iam_policy', before, after))).toEqual([
      [
        'access',
        UNJUDGED,
        'policy.Statement[0].Action[0] "s3:GetObject" → "s3:*"',
        'policy.Statement[0].Resource "arn:aws:s3:::a/*" → "*"',
      ],
    ]);
  });

  test('is a rule that comes, and one that goes', () => {
    const block = (actions: readonly string[], side: JsonObject): JsonObject =>
      change({ address: 'aws_s3_bucket_public_access_block.a', actions, ...side });
    expect(needed(block(['create'], { after: { block_public_acls: true } }))).toEqual([
      ['access', 'a new rule of access, which is not judged here: read what it allows'],
    ]);
    expect(needed(block(['delete'], { before: { block_public_acls: true } }))).toEqual([
      ['access', 'a rule of access goes: whether more is allowed without it is not judged here'],
    ]);
  });

  test('is no change of tags, nor of what a provider computes', () => {
    const before = { tags: { a: '1' }, description: 'x', arn: 'y' };
    const after = { tags: { a: '2' }, description: 'z' };
    expect(needed(update('aws_iam_role', before, after, { after_unknown: { arn: true } }))).toEqual([]);
  });

  test('never shows a secret', () => {
    const report = reportOfChanges([
      update(
        'aws_iam_access_key',
        { secret: 'canary-1' },
        { secret: 'canary-2' },
        { after_sensitive: { secret: true } },
      ),
    ]);
    expect(report.approvals[0]?.names).toEqual([expect.stringMatching(/^secret ‹secret .*› → ‹secret .*›$/)]);
  });
});

describe('what is opened to everybody', () => {
  test.each<[string, string, JsonObject, JsonObject, string]>([
    [
      'a group',
      'aws_security_group',
      { ingress: [{ cidr_blocks: ['10.0.0.0/8'] }] },
      { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] },
      'ingress[0].cidr_blocks[0] "10.0.0.0/8" → "0.0.0.0/0"',
    ],
    [
      'a cluster',
      'aws_eks_cluster',
      { vpc_config: [{ public_access_cidrs: ['10.0.0.0/8'] }] },
      { vpc_config: [{ public_access_cidrs: ['10.0.0.0/8', '::/0'] }] },
      'vpc_config[0].public_access_cidrs "::/0"',
    ],
    [
      'a database',
      'aws_db_instance',
      { publicly_accessible: false },
      { publicly_accessible: true },
      'publicly_accessible false → true',
    ],
    [
      'a rule of a network group',
      'azurerm_network_security_rule',
      { access: 'Allow', direction: 'Inbound', source_address_prefix: '10.0.0.0/8' },
      { access: 'Allow', direction: 'Inbound', source_address_prefix: '*' },
      'source_address_prefix "10.0.0.0/8" → "*"',
    ],
    [
      'a bucket, by who is in it',
      'google_storage_bucket_iam_member',
      { member: 'user:a@example.org' },
      { member: 'allUsers' },
      'member "user:a@example.org" → "allUsers"',
    ],
    [
      'a bucket, by a list',
      'google_storage_bucket_acl',
      { role_entity: ['OWNER:project-owners'] },
      { role_entity: ['OWNER:project-owners', 'READER:allUsers'] },
      'role_entity "READER:allUsers"',
    ],
    [
      'a registry, by a text',
      'azurerm_app_configuration',
      { public_network_access: 'Disabled' },
      { public_network_access: 'Enabled' },
      'public_network_access "Disabled" → "Enabled"',
    ],
    [
      'an account, by what it does with others',
      'azurerm_storage_account',
      { network_rules: [{ default_action: 'Deny' }] },
      { network_rules: [{ default_action: 'Allow' }] },
      'network_rules[0].default_action "Deny" → "Allow"',
    ],
  ])('must be approved: %s', (_, type, before, after, name) => {
    expect(needed(update(type, before, after))).toEqual([['access', OPENED, name]]);
    expect(needed(update(type, after, before)).filter(([, consequence]) => consequence === OPENED)).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'azurerm_network_security_rule',
      { access: 'Deny', source_address_prefix: '10.0.0.0/8' },
      { access: 'Deny', source_address_prefix: '*' },
    ],
    [
      'azurerm_network_security_group',
      { security_rule: [] },
      { security_rule: [{ access: 'Deny', direction: 'Inbound', source_address_prefix: '*' }] },
    ],
    [
      'google_compute_firewall',
      { deny: [{ protocol: 'all' }], source_ranges: ['10.0.0.0/8'] },
      { deny: [{ protocol: 'all' }], source_ranges: ['0.0.0.0/0'] },
    ],
    [
      'aws_network_acl_rule',
      { rule_action: 'deny', cidr_block: '10.0.0.0/8' },
      { rule_action: 'deny', cidr_block: '0.0.0.0/0' },
    ],
    [
      'aws_security_group_rule',
      { type: 'egress', cidr_blocks: ['10.0.0.0/8'] },
      { type: 'egress', cidr_blocks: ['0.0.0.0/0'] },
    ],
  ])('is not what a rule refuses, or sends: %s', (type, before, after) => {
    expect(needed(update(type, before, after)).map(([, consequence]) => consequence)).toEqual([UNJUDGED]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('is not a value with the name %s', (name) => {
    const of = (text: string): JsonObject => JSON.parse(`{"${name}": "${text}"}`) as JsonObject;
    expect(needed(update('google_storage_bucket', of('a'), of('b')))).toEqual([]);
  });

  test('may be what its provider refused', () => {
    const bucket = (prevention: string): JsonObject => ({ public_access_prevention: prevention });
    expect(needed(update('google_storage_bucket', bucket('enforced'), bucket('inherited')))).toEqual([
      [
        'access',
        'its provider no longer refuses to open it to everybody',
        'public_access_prevention "enforced" → "inherited"',
      ],
    ]);
    expect(needed(update('google_storage_bucket', bucket('inherited'), bucket('enforced')))).toEqual([]);
  });

  test('is not where something is sent to, nor what was open before', () => {
    const route = { route: [{ cidr_block: '0.0.0.0/0' }], destination_cidr_block: '0.0.0.0/0' };
    expect(needed(update('aws_route_table', {}, route))).toEqual([]);
    const open = (rules: readonly string[]): JsonObject => ({ source_ranges: rules });
    expect(needed(update('google_other', open(['0.0.0.0/0', '10.0.0.0/8']), open(['0.0.0.0/0'])))).toEqual([]);
  });
});

describe('an update', () => {
  test('lifts a protection, or the last copy', () => {
    expect(needed(update('aws_db_instance', { deletion_protection: true }, { deletion_protection: false }))).toEqual([
      ['unprotected', 'its provider no longer refuses to delete it', 'deletion_protection true → false'],
    ]);
    expect(needed(update('aws_s3_bucket', { force_destroy: false }, { force_destroy: true }))).toEqual([
      ['unprotected', 'the next deletion takes its data, and leaves no last copy', 'force_destroy false → true'],
    ]);
    expect(needed(update('aws_s3_bucket', { force_destroy: true }, { force_destroy: false }))).toEqual([]);
    expect(needed(update('aws_db_instance', { deletion_protection: false }, { deletion_protection: true }))).toEqual(
      [],
    );
  });

  test.each<[string, string, string]>([
    ['deletion_policy', 'PREVENT', 'DELETE'],
    ['deletion_policy', 'PREVENT', 'ABANDON'],
    ['deletion_protection', 'PROTECTED', 'UNPROTECTED'],
    ['delete_protection_state', 'DELETE_PROTECTION_ENABLED', 'DELETE_PROTECTION_DISABLED'],
  ])('lifts a protection that is a text: %s %s to %s', (name, before, after) => {
    expect(needed(update('google_bigtable_table', { [name]: before }, { [name]: after }))).toEqual([
      ['unprotected', 'its provider no longer refuses to delete it', `${name} "${before}" → "${after}"`],
    ]);
    expect(needed(update('google_bigtable_table', { [name]: after }, { [name]: before }))).toEqual([]);
  });

  test('deletes what is inside, or keeps nothing of what was deleted', () => {
    const last = 'the next deletion takes its data, and leaves no last copy';
    expect(
      needed(update('google_netapp_volume', { deletion_policy: 'DEFAULT' }, { deletion_policy: 'FORCE' })),
    ).toEqual([['unprotected', last, 'deletion_policy "DEFAULT" → "FORCE"']]);
    const vault = (on: boolean): JsonObject => ({ soft_delete_enabled: on });
    expect(needed(update('azurerm_recovery_services_vault', vault(true), vault(false)))).toEqual([
      ['unprotected', last, 'soft_delete_enabled true → false'],
    ]);
    expect(needed(update('azurerm_recovery_services_vault', vault(false), vault(true)))).toEqual([]);
  });

  test('unlocks what a lock kept, when the lock goes', () => {
    const goes = (actions: readonly string[]): readonly (readonly string[])[] =>
      needed(change({ address: 'azurerm_management_lock.a', actions }));
    expect(goes(['delete'])).toEqual([['unprotected', 'its provider no longer refuses to delete what it locks']]);
    expect(goes(['delete', 'create'])).toEqual([
      ['unprotected', 'its provider no longer refuses to delete what it locks, until the new one is there'],
    ]);
    expect(goes(['create'])).toEqual([]);
  });

  test.each<[string, number | string, number | string, boolean]>([
    ['message_retention_duration', '604800s', '3600s', true],
    ['message_retention_duration', '3600s', '604800s', false],
    ['version_retention_period', '7d', '24h', true],
    ['retention_duration_seconds', 604800, 0, true],
    ['retention_period', 'a while', 'P7D', false],
    ['retention_in_days', 365, 7, true],
    ['retention_in_days', 0, 7, true],
    ['retention_in_days', 365, 0, false],
    ['retention_in_days', 7, 30, false],
    ['backup_retention_period', 7, 0, true],
    ['performance_insights_retention_period', 731, 7, false],
  ])('keeps data for less time: %s from %s to %s', (name, before, after, is) => {
    expect(needed(update('acme_store', { [name]: before }, { [name]: after }))).toEqual(
      is
        ? [['data', 'what is older is deleted, or may be from now on', `${name} ${shown(before)} → ${shown(after)}`]]
        : [],
    );
  });

  test('of a Kubernetes object or a release is judged by what it means', () => {
    const [before, after] = [{ spec: [{ cidr: '10.0.0.0/8' }] }, { spec: [{ cidr: '0.0.0.0/0' }] }];
    expect(needed(update('kubernetes_config_map_v1', before, after))).toEqual([]);
  });
});

test('a comment says of which providers security is not judged, and is silent where it is', () => {
  const note = 'security is judged of Kubernetes objects only';
  const text = (type: string): string => toMarkdown(reportOfChanges([update(type, { x: 1 }, { x: 2 })]));
  expect(text('aws_sns_topic')).toContain(
    `- ⚠️ ${note}; of resources of <code>aws</code>, that rules of access change`,
  );
  for (const type of ['kubernetes_config_map_v1', 'terraform_data', 'helm_release'])
    expect(text(type)).not.toContain(note);
});
