import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  Bytes,
  CephCluster,
  CoreObject,
  DatahallConstruct,
  type FilesystemClaim,
  type ISharedFilesystem,
  type ShareServers,
} from 'datahall';
import { ContractViolation, sharedFilesystemContract } from 'datahall/testing';
import { smallShare } from '../support/small-site';

/** How far an implementation goes wrong, to see that the contract notices. */
interface Faults {
  readonly accessMode?: string;
  readonly storageClass?: string;
  readonly size?: string;
  readonly stateful?: boolean;
  readonly twice?: boolean;
  readonly merge?: boolean;
  readonly astray?: boolean;
}

/** An NFS server that is there already, with a StorageClass of somebody else's: written from outside of the library. */
class NfsFilesystem extends DatahallConstruct implements ISharedFilesystem {
  public readonly storageClass: string = 'nfs-csi';
  public readonly size: Bytes = Bytes.tib(1);
  private readonly claims = new Map<string, CoreObject>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly faults: Faults = {},
  ) {
    super(scope, id);
  }

  public claim({ name, namespace, size }: FilesystemClaim): CoreObject {
    const { accessMode = 'ReadWriteMany', storageClass = this.storageClass, stateful = true, ...faults } = this.faults;
    const key = faults.merge === true ? 'one' : `${namespace.name}/${name}`;
    const existing = this.claims.get(key);
    if (existing !== undefined && faults.twice !== true) return existing;
    const requests = { storage: faults.size ?? String(size.bytes) };
    const spec = { accessModes: [accessMode], storageClassName: storageClass, resources: { requests } };
    const object = new CoreObject(faults.astray === true ? astray(this) : this, `claim-${namespace.name}-${name}`, {
      object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: namespace.name }, spec },
      stateful,
      after: [namespace],
    });
    this.claims.set(key, object);
    return object;
  }
}

/** Another stack of the same app. */
function astray(construct: Construct): Construct {
  const { root } = construct.node;
  return root.node.tryFindChild('astray') ?? new TerraformStack(root, 'astray');
}

const storage: ShareServers = smallShare().servers('storage');
const implementations = [
  sharedFilesystemContract('CephFilesystem', (scope) =>
    new CephCluster(scope, 'ceph', { hosts: storage }).addFilesystem('models', { size: Bytes.tib(1) }),
  ),
  sharedFilesystemContract('NfsFilesystem', (scope) => new NfsFilesystem(scope, 'nfs')),
];

for (const { name, run } of implementations.flat()) test(name, run);

describe('the contract notices', () => {
  test.each<[string, Faults]>([
    ['a claim for one node', { accessMode: 'ReadWriteOnce' }],
    ['a claim from elsewhere', { storageClass: 'other' }],
    ['a claim of another size', { size: '2Gi' }],
    ['a claim without a size', { size: 'large' }],
    ['a claim that can be destroyed', { stateful: false }],
    ['a claim that is made twice', { twice: true }],
    ['claims that are one', { merge: true }],
    ['a claim in another stack', { astray: true }],
  ])('%s', (_, faults) => {
    const failed = sharedFilesystemContract('faulty', (scope) => new NfsFilesystem(scope, 'nfs', faults)).filter(
      ({ run }) => {
        try {
          run();
          return false;
        } catch (error) {
          expect(error).toBeInstanceOf(ContractViolation);
          return true;
        }
      },
    );
    expect(failed.length).toBeGreaterThan(0);
  });
});
