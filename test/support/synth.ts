import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { Finding } from '../../lib/model/finding';
import { objectSources } from '../../constructs/core/object-source';
import { placeOf } from '../../constructs/core/place';
import { HelmRelease } from '../../constructs/core/helm-release';
import { DatahallApp } from '../../stacks/datahall-app';
import { SynthesisError } from '../../stacks/synthesis-error';

/** A Kubernetes object with the stage and the construct that it belongs to. */
export interface PlacedObject {
  readonly stage: string;
  readonly stack: string;
  readonly path: string;
  readonly object: KubernetesObject;
}

/** What a synthesis through the real pipeline gave. */
export class Synthesized {
  public constructor(
    public readonly app: DatahallApp,
    public readonly files: ReadonlyMap<string, string>,
    public readonly findings: readonly Finding[],
    /** Whether findings stopped it. */
    public readonly stopped: boolean,
  ) {}

  /** `cdk.tf.json` of a stack. */
  public stack(id: string): { readonly resource: Record<string, Record<string, Record<string, unknown>>> } {
    return JSON.parse(this.files.get(`stacks/${id}/cdk.tf.json`) ?? 'null') as never;
  }

  /** Ids of all stacks. */
  public get stacks(): readonly string[] {
    return [...this.files.keys()]
      .filter((path) => path.endsWith('/cdk.tf.json'))
      .map((path) => path.split('/')[1] ?? '');
  }

  /** All Kubernetes objects. */
  public get objects(): readonly PlacedObject[] {
    return objectSources(this.app).flatMap((source) => {
      const stack = source.node.path.split('/')[0] ?? '';
      return source.objects.map((object) => ({ ...placeOf(source), stack, object }));
    });
  }

  /** The objects of a kind in a stage. */
  public of(kind: string, stage?: string): readonly KubernetesObject[] {
    const found = this.objects.filter((each) => each.object.kind === kind);
    return found.filter((each) => stage === undefined || each.stage === stage).map((each) => each.object);
  }

  /** All Helm releases of operators. */
  public get releases(): readonly HelmRelease[] {
    return this.app.node.findAll().filter((each): each is HelmRelease => each instanceof HelmRelease);
  }

  /** Codes of all findings, as often as they were printed. */
  public get codes(): readonly string[] {
    return this.findings.map((finding) => finding.code);
  }
}

/**
 * Builds a program and sends it through the real synthesis, rules included. Warnings are not printed.
 *
 * @param build adds stages to the app
 */
export function synth(build: (app: DatahallApp) => void): Synthesized {
  const outdir = join(mkdtempSync(join(tmpdir(), 'datahall-test-')), 'cdktf.out');
  const app = new DatahallApp({ outdir, today: '2026-11-23' });
  build(app);
  const { findings } = app.inspect();
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  try {
    app.synth();
    return new Synthesized(app, readTree(outdir), findings, false);
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    return new Synthesized(app, new Map(), findings, true);
  } finally {
    process.stderr.write = write;
    rmSync(join(outdir, '..'), { recursive: true, force: true });
  }
}

/** All files below a folder, by relative path. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const entries = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const;
  });
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
