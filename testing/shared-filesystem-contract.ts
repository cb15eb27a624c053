import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import { TerraformApp, TerraformStack } from '../constructs/core/cdktf';
import type { CoreObject } from '../constructs/core/core-object';
import { Foundation } from '../constructs/core/foundation';
import { stackOf } from '../constructs/core/place';
import { isStateful } from '../constructs/core/statefulness';
import type { ISharedFilesystem } from '../constructs/storage/shared-filesystem';
import { Bytes } from '../lib/units/bytes';
import { promise, type ContractCheck } from './contract-violation';

/** A filesystem in a stack. */
interface Bench {
  readonly filesystem: ISharedFilesystem;
  /** Claims a part of 1 GiB. */
  readonly claim: (name: string, namespace?: string) => CoreObject;
}

/**
 * The promises of {@link ISharedFilesystem}: whatever keeps them can stand in for any other.
 *
 * @param name name of the implementation
 * @param make makes the filesystem in the stack that it is given, with room for 1 TiB
 */
export function sharedFilesystemContract(
  name: string,
  make: (scope: Construct) => ISharedFilesystem,
): readonly ContractCheck[] {
  const check = (text: string, body: (bench: Bench) => void): ContractCheck => ({
    name: `${name} ${text}`,
    run: () => onBench(make, body),
  });
  return [
    check('names its StorageClass and its size', ({ filesystem }) => {
      promise(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(filesystem.storageClass), 'storageClass is no Kubernetes name');
      promise(filesystem.size.atLeast(Bytes.tib(1)), 'size is smaller than the room that the contract needs');
    }),
    check('claims from its StorageClass, for many nodes at once', ({ filesystem, claim }) => {
      const [object] = claim('weights').objects;
      promise(object?.kind === 'PersistentVolumeClaim', 'claim() makes no PersistentVolumeClaim');
      const { metadata } = object;
      promise(metadata.name === 'weights' && metadata.namespace === 'apps', 'the claim has another name or namespace');
      const spec = object['spec'] as ClaimSpec;
      promise(spec.storageClassName === filesystem.storageClass, 'the claim names another StorageClass');
      promise(spec.accessModes.includes('ReadWriteMany'), 'the claim is not ReadWriteMany');
      promise(bytesOf(spec.resources.requests.storage) === 2 ** 30, 'the claim asks for another size than 1 GiB');
    }),
    check('makes the claim of one name and namespace once', ({ claim }) => {
      promise(claim('weights') === claim('weights'), 'the second claim() returns another object');
    }),
    check('keeps claims of other names and namespaces apart', ({ claim }) => {
      const all = new Set([claim('weights'), claim('datasets'), claim('logs', 'other')]);
      promise(all.size === 3, 'claims of different names or namespaces are one object');
    }),
    check('keeps the claim in its own stack, so that it outlives its users', ({ filesystem, claim }) => {
      promise(stackOf(claim('weights')) === stackOf(filesystem), 'the claim lies in another stack');
    }),
    check('protects the claim from destruction', ({ claim }) => {
      promise(isStateful(claim('weights').nodes.resource), 'the claim is not stateful');
    }),
  ];
}

interface ClaimSpec {
  readonly accessModes: readonly string[];
  readonly storageClassName: string;
  readonly resources: { readonly requests: { readonly storage: string } };
}

function onBench(make: (scope: Construct) => ISharedFilesystem, body: (bench: Bench) => void): void {
  const outdir = mkdtempSync(join(tmpdir(), 'datahall-contract-'));
  try {
    const app = new TerraformApp({ outdir });
    const filesystem = make(new TerraformStack(app, 'storage'));
    const claim = (name: string, namespace = 'apps'): CoreObject =>
      filesystem.claim({ name, namespace: Foundation.of(filesystem).namespace(namespace), size: Bytes.gib(1) });
    body({ filesystem, claim });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** Bytes of a Kubernetes quantity; nothing where it has a suffix that 1 GiB cannot be written with. */
function bytesOf(quantity: string): number | undefined {
  const [, amount = '', suffix = ''] = /^(\d+(?:\.\d+)?)(\w*)$/.exec(quantity) ?? [];
  const factor = FACTORS[suffix];
  return factor === undefined ? undefined : Number(amount) * factor;
}
