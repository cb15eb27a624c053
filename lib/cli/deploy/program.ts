import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stacksOf, type DeployStack } from '../../deploy/stack-order';
import { fileNotReadable } from '../../errors/cli';
import { fail } from '../../errors/datahall-error';
import { deployTargetUnknown, nothingNamed } from '../../errors/deploy';
import { readVersioned } from '../../json-file';
import type { FactIdentity, FactKind } from '../../model/fact';
import type { StageFact, TrainFact } from '../../release/facts';

const FORMAT_VERSION = 1;
const WRITTEN_BY = 'cdktf synth';

/** A stage of a synthesized program. */
export interface DeployedStage extends StageFact {
  /** Digest of all that it consists of. */
  readonly digest: string;
}

/** A stack of a synthesized program. */
export interface SynthesizedStack {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to; of a site's own stack, its id. */
  readonly stage: string;
  /** Digest of what it does; null for stacks of no stage. */
  readonly digest: string | null;
}

/** Content of `datahall.json`, as far as deployments need it. */
interface ProgramFile {
  readonly trains: readonly TrainFact[];
  readonly stages: readonly DeployedStage[];
  readonly stacks: readonly SynthesizedStack[];
  readonly facts: readonly FactIdentity[];
}

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
    private readonly file: ProgramFile,
    private readonly manifest: Manifest,
  ) {}

  /**
   * Reads a synthesized program.
   *
   * @param folder its output folder
   * @throws DH5006, DH5007
   */
  public static read(folder: string): SynthesizedProgram {
    const path = join(folder, 'datahall.json');
    const file = readVersioned({ path, formatVersion: FORMAT_VERSION, writtenBy: WRITTEN_BY });
    const manifest = join(folder, 'manifest.json');
    if (file === undefined) fail(fileNotReadable(path, 'no such file', WRITTEN_BY));
    if (!existsSync(manifest)) fail(fileNotReadable(manifest, 'no such file', WRITTEN_BY));
    const stacks = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    return new SynthesizedProgram(folder, file as ProgramFile, stacks);
  }

  /** All stages. */
  public get stages(): readonly DeployedStage[] {
    return this.file.stages;
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
    return this.file.trains.find(({ name }) => name === train)?.locks ?? 'stages';
  }

  /**
   * The stacks of a stage.
   *
   * @param stage name of the stage
   */
  public stacksOf(stage: string): readonly SynthesizedStack[] {
    return this.file.stacks.filter((stack) => stack.stage === stage);
  }

  /**
   * Facts of a kind, of one stage.
   *
   * @param kind kind of the facts
   * @param stage name of the stage
   */
  public facts<T extends object>(kind: FactKind<T>, stage: string): readonly (T & FactIdentity)[] {
    const found = this.file.facts.filter((fact) => fact.kind === kind.name && fact.stage === stage);
    return found as readonly FactIdentity[] as readonly (T & FactIdentity)[];
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
    const networks = this.file.stacks.map(({ id, stage }) => (id === stage && id.endsWith(NETWORK) ? id : undefined));
    const sites = networks.flatMap((id) => (id === undefined ? [] : [id.slice(0, -NETWORK.length)]));
    if (site !== undefined && !sites.includes(site)) fail(deployTargetUnknown('site', site, sites));
    const manifest = new Map(
      Object.entries(this.manifest.stacks).map(([id, { workingDirectory, dependencies }]) => {
        return [id, { folder: resolve(this.folder, workingDirectory), dependencies }] as const;
      }),
    );
    const chosen = [...stages, ...(site === undefined ? [] : [`${site}${NETWORK}`])];
    return stacksOf({ stacks: this.file.stacks, manifest, stages: this.stages }, chosen);
  }
}

/** What the id of the stack of a site's network ends with. */
const NETWORK = '-network';
