import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChartSet, DatahallApp, Kubeconfig, Release, ReleaseTrain, type Stage } from 'datahall';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { smallShare } from '../small-site';
import { applyCrds, get } from './apply';
import { type ControlPlane, startControlPlane } from './control-plane';
import { quietly } from './small-program';

/** Layers of a stage that the programs of these tests fill, in their order. */
const STACKS = ['lab-dev-foundation', 'lab-dev-cluster'];

/** A folder in which a stage `dev` is synthesized, and an API server that has flavors of GPUs. */
export class StageLab {
  private readonly home = process.cwd();

  private constructor(
    readonly folder: string,
    readonly plane: ControlPlane,
    /** UID of the cluster. */
    readonly uid: string,
  ) {
    // The state of a stage lies in its project.
    process.chdir(folder);
  }

  static async start(name: string): Promise<StageLab> {
    const plane = await startControlPlane('dev');
    await applyCrds(plane, ['kueue'], new Set(['ResourceFlavor']));
    const uid = (await get(plane, 'Namespace', 'kube-system'))?.metadata.uid ?? '';
    return new StageLab(mkdtempSync(join(tmpdir(), `datahall-${name}-`)), plane, uid);
  }

  /** Synthesizes the stage into a folder of this one, and says where it is. */
  synthesize(
    name: string,
    platform: (stage: Stage) => void,
    { uid = this.uid, destroyable = false }: { readonly uid?: string; readonly destroyable?: boolean } = {},
  ): string {
    const out = join(this.folder, name);
    const app = new DatahallApp({ outdir: out, today: '2026-11-23' });
    const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform, serving: () => undefined });
    const cluster = Kubeconfig.context('dev', { path: this.plane.kubeconfig, uid });
    new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster, destroyable });
    quietly(() => app.synth());
    return out;
  }

  /** The stacks of a synthesized folder that hold anything, in their order. */
  stacksIn(out: string): readonly string[] {
    return STACKS.filter((id) => existsSync(join(out, 'stacks', id)));
  }

  async stop(): Promise<void> {
    process.chdir(this.home);
    await this.plane.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A flavor of GPUs: an object that needs no node and no controller. */
export function flavor(name: string, gpu = name): KubernetesObject {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels: { gpu } },
  };
}
