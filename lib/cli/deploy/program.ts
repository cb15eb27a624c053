import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stacksOf, type DeployStack } from '../../deploy/stack-order';
import { fileNotReadable } from '../../errors/cli';
import { fail } from '../../errors/datahall-error';
import { deployTargetUnknown, nothingNamed } from '../../errors/deploy';
import type { Fact, FactKind } from '../../model/fact';
import type { StageView } from '../../release/train-view';
import { ModelFile, WRITTEN_BY, type SynthesizedStack } from '../model-file';

/** A stage of a synthesized program. */
export type DeployedStage = StageView;

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly workingDirectory: string; readonly dependencies: readonly string[] }>
  >;
}

/** A synthesized program. */
export class SynthesizedProgram {
  private constructor(
    /** Its output folder. */
    public readonly folder: string,
    private readonly model: ModelFile,
    private readonly manifest: Manifest,
  ) {}

  /**
   * Reads a synthesized program.
   *
   * @param folder its output folder
   * @throws DH5006, DH5007
   */
  public static read(folder: string): SynthesizedProgram {
    const model = ModelFile.read(folder);
    const manifest = join(folder, 'manifest.json');
    if (!existsSync(manifest)) fail(fileNotReadable(manifest, 'no such file', WRITTEN_BY));
    return new SynthesizedProgram(folder, model, JSON.parse(readFileSync(manifest, 'utf8')) as Manifest);
  }

  /** All stages. */
  public get stages(): readonly DeployedStage[] {
    return this.model.stages;
  }

  /**
   * A stage by name.
   *
   * @param name name of the stage
   * @throws DH4150
   */
  public stage(name: string): DeployedStage {
    const found = this.stages.find((stage) => stage.name === name);
    const known = this.stages.map((stage) => stage.name);
    return found ?? fail(deployTargetUnknown('stage', name, known));
  }

  /**
   * Folder of the locks of a stage.
   *
   * @param stage the stage
   */
  public locksOf({ train }: DeployedStage): string {
    return this.model.trains.find(({ name }) => name === train)?.locks ?? 'stages';
  }

  /**
   * The stacks of a stage.
   *
   * @param stage name of the stage
   */
  public stacksOf(stage: string): readonly SynthesizedStack[] {
    return this.model.stacks.filter((stack) => stack.stage === stage);
  }

  /**
   * Facts of a kind, of one stage.
   *
   * @param kind kind of the facts
   * @param stage name of the stage
   */
  public facts<T extends object>(kind: FactKind<T>, stage: string): readonly Fact<T>[] {
    return this.model.facts(kind, stage);
  }

  /**
   * What is deployed, in order.
   *
   * @param stages names of stages
   * @param site name of a site whose own stack is deployed as well. @default - none
   * @throws DH4150, DH4151
   */
  public deployed(stages: readonly string[], site?: string): readonly DeployStack[] {
    for (const stage of stages) this.stage(stage);
    if (stages.length === 0 && site === undefined) fail(nothingNamed());
    const networks = this.model.stacks.map(({ id, stage }) => (id === stage && id.endsWith(NETWORK) ? id : undefined));
    const sites = networks.flatMap((id) => (id === undefined ? [] : [id.slice(0, -NETWORK.length)]));
    if (site !== undefined && !sites.includes(site)) fail(deployTargetUnknown('site', site, sites));
    const manifest = new Map(
      Object.entries(this.manifest.stacks).map(([id, { workingDirectory, dependencies }]) => {
        return [id, { folder: resolve(this.folder, workingDirectory), dependencies }] as const;
      }),
    );
    const chosen = [...stages, ...(site === undefined ? [] : [`${site}${NETWORK}`])];
    return stacksOf({ stacks: this.model.stacks, manifest, stages: this.stages }, chosen);
  }
}

/** What the id of the stack of a site's network ends with. */
const NETWORK = '-network';
