import type { JsonObject } from '../../../../lib/plan/json';
import { holdsDataByType } from '../../../../lib/plan/kinds/data-kinds';
import { change, reportOfChanges } from '../../../support/plans';

const needed = (entry: JsonObject): (readonly [string, string])[] =>
  reportOfChanges([entry]).approvals.map(({ risk, consequence }) => [risk, consequence]);
const gone = (address: string, actions: readonly string[] = ['delete']): JsonObject => change({ address, actions });

describe('what a resource of another program holds', () => {
  test.each([
    'aws_db_instance',
    'aws_s3_bucket',
    'google_sql_database_instance',
    'azurerm_managed_disk',
    'google_lustre_instance',
  ])('is data in %s: its deletion loses them', (type) => {
    expect(needed(gone(`${type}.a`))).toEqual([['data', 'it holds data, which are lost: it is destroyed']]);
    expect(reportOfChanges([gone(`${type}.a`)]).changes[0]?.stateful).toBe(true);
  });

  test('is what a key encrypts, wherever that lies', () => {
    for (const type of ['aws_kms_key', 'google_kms_crypto_key', 'azurerm_key_vault_key'])
      expect(needed(gone(`${type}.a`))).toEqual([
        ['data', 'what it encrypts, wherever that lies, can no longer be read: it is destroyed'],
      ]);
  });

  test('is what runs: it stops, and comes again with a replacement', () => {
    expect(needed(gone('aws_eks_node_group.a'))).toEqual([['outage', 'its servers go, and what runs on them']]);
    expect(needed(gone('aws_eks_node_group.a', ['create', 'delete']))).toEqual([
      ['outage', 'a new one is created first, then its servers go, and what runs on them'],
    ]);
    expect(needed(gone('google_container_node_pool.a', ['delete', 'create']))).toEqual([
      ['outage', 'its servers go, and what runs on them, until the new one is there'],
    ]);
    expect(needed(gone('kubernetes_deployment_v1.a'))).toEqual([['outage', 'its pods stop']]);
    expect(needed(gone('kubernetes_service.a'))).toEqual([['outage', 'what is behind it is no longer reached by it']]);
  });

  test('is nothing where a rule goes; of other types it is not known', () => {
    expect(needed(gone('kubernetes_resource_quota_v1.a'))).toEqual([]);
    expect(needed(gone('aws_sns_topic.a'))).toEqual([
      ['unknown-data', 'it is destroyed; whether it holds data is not known'],
    ]);
    expect(['aws_s3_bucket_metric', 'my_aws_s3_bucket', 'kubernetes_config_map'].map(holdsDataByType)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is nothing that is lost when it is forgotten', () => {
    expect(needed(gone('kubernetes_deployment_v1.a', ['forget']))).toEqual([]);
    expect(needed(gone('aws_ebs_volume.a', ['forget']))).toEqual([
      ['data', 'Terraform forgets it: it goes on, and nobody manages it'],
    ]);
  });
});
