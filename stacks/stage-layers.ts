import type { IConstruct } from 'constructs';
import type { TerraformStack } from '../constructs/core/cdktf';
import type { StackContext } from '../constructs/core/stack-context';
import type { Backend } from './backend';
import type { Kubeconfig } from './kubeconfig';
import { Layer } from './layer';
import { LAYERS, type LayerName, type StackGroups } from './layers';
import { stageStack } from './stage-stack';

/** What all layers of a stage have in common. */
export interface StageLayersProps {
  /** Name of the stage. */
  readonly stage: string;
  /** Name of its site. */
  readonly site: string;
  /** Where the state is kept. */
  readonly backend: Backend;
  /** Cluster of the stage. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds the stage's cluster. @default - the cluster is there already */
  readonly management: Kubeconfig | undefined;
  /** Which layers share a stack. */
  readonly groups: StackGroups;
  /** Gives a stack an id that no other one has. */
  readonly stackId: (wanted: string) => string;
}

/** What is special about a layer. */
export interface LayerPart {
  /** Name of the layer: the id of its scope. */
  readonly name: string;
  /** What the stack is called when no group has the layer. */
  readonly stack: string;
  /** Place in the order of the stage. */
  readonly rank: number;
  /** What its constructs need to know. */
  readonly context: Partial<StackContext>;
}

interface Placed {
  readonly stack: TerraformStack;
  /** Of the first layer that the stack may have. */
  readonly rank: number;
}

/** The layers of one stage: each in a stack of its own, or in one that a group of layers shares. */
export class StageLayers {
  private readonly layers = new Map<string, { readonly layer: Layer; readonly rank: number }>();
  private readonly placed = new Map<string, Placed>();

  /**
   * @param app the app
   * @param props what all layers have in common
   */
  public constructor(
    private readonly app: IConstruct,
    private readonly props: StageLayersProps,
  ) {}

  /** Stacks in the order in which they were made. */
  public get stacks(): readonly TerraformStack[] {
    return [...this.placed.values()].map(({ stack }) => stack);
  }

  /** Names of the layers that are there. */
  public get names(): readonly string[] {
    return [...this.layers.keys()];
  }

  /**
   * A layer that is there already.
   *
   * @param stack what its stack would be called by itself
   */
  public find(stack: string): Layer | undefined {
    return this.layers.get(stack)?.layer;
  }

  /**
   * Place of a layer in the order of the stage; undefined when there is no such layer.
   *
   * @param name name of the layer
   */
  public rankOf(name: string): number | undefined {
    const fixed = LAYERS.indexOf(name as LayerName);
    return fixed >= 0 ? fixed : this.layers.get(name)?.rank;
  }

  /**
   * A place behind another layer, and behind those that were put there before.
   *
   * @param rank place of the other layer
   */
  public rankBehind(rank: number): number {
    const next = Math.floor(rank) + 1;
    const taken = [...this.layers.values()].map((each) => each.rank).filter((each) => each < next);
    return (Math.max(rank, ...taken) + next) / 2;
  }

  /**
   * Makes a layer.
   *
   * @param part what is special about it
   */
  public add(part: LayerPart): Layer {
    const layer = new Layer(this.stackFor(part), part.name);
    this.layers.set(part.stack, { layer, rank: part.rank });
    return layer;
  }

  private stackFor({ name, stack: own, rank: ownRank, context }: LayerPart): TerraformStack {
    const { stage, site, backend, cluster, management, groups, stackId } = this.props;
    const group = Object.entries(groups).find(([, layers]) => layers.includes(name as LayerName));
    const called = group?.[0] ?? own;
    const existing = this.placed.get(called);
    if (existing !== undefined) return existing.stack;
    const layers: readonly string[] = group?.[1] ?? [name];
    const rank = group === undefined ? ownRank : Math.min(...group[1].map((each) => LAYERS.indexOf(each)));
    const stack = stageStack(this.app, {
      stackId: stackId(`${site}-${stage}-${called}`),
      stateKey: `${site}/${stage}/${called}`,
      backend,
      cluster,
      management: layers.includes('cluster') ? management : undefined,
      context: { stage, site, rank, ...context },
    });
    for (const other of this.placed.values()) {
      if (other.rank < rank) stack.addDependency(other.stack);
      else if (other.rank > rank) other.stack.addDependency(stack);
    }
    this.placed.set(called, { stack, rank });
    return stack;
  }
}
