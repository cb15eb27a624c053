/** A stack that is deployed. */
export interface DeployStack {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to; of a site's own stack, its id. */
  readonly stage: string;
  /** Folder in which Terraform runs. */
  readonly folder: string;
  /** Ids of the stacks that come first. */
  readonly after: readonly string[];
}

/** A stage, as far as order goes. */
export interface OrderedStage {
  /** Name of the stage. */
  readonly name: string;
  /** Stages that a release reaches first. */
  readonly after: readonly string[];
}

/** What is known of the stacks of a program. */
export interface StackSources {
  /** Ids of all stacks with their stages, in the order of the program. */
  readonly stacks: readonly { readonly id: string; readonly stage: string }[];
  /** Working folder and dependencies by id. */
  readonly manifest: ReadonlyMap<string, { readonly folder: string; readonly dependencies: readonly string[] }>;
  /** All stages. */
  readonly stages: readonly OrderedStage[];
}

/**
 * The stacks of stages and of sites' own parts, each after those that it needs. Stages follow each other in the order
 * of their train; what a site has for all stages comes first.
 *
 * @param sources what is known of the program
 * @param chosen names of the stages, and ids of the sites' own stacks
 */
export function stacksOf(sources: StackSources, chosen: readonly string[]): readonly DeployStack[] {
  const names = new Set(sources.stages.map(({ name }) => name));
  const mine = sources.stacks.filter(({ stage }) => chosen.includes(stage));
  const known = new Set(mine.map(({ id }) => id));
  const unordered = mine.map(({ id, stage }): DeployStack => {
    const { folder = id, dependencies = [] } = sources.manifest.get(id) ?? {};
    const earlier = mine.filter((other) =>
      names.has(other.stage) ? isBefore(sources.stages, other.stage, stage) : names.has(stage),
    );
    const after = [...new Set([...dependencies.filter((each) => known.has(each)), ...earlier.map((each) => each.id)])];
    return { id, stage, folder, after };
  });
  return sorted(unordered);
}

/** Whether a release reaches one stage before the other, directly or by others between them. */
function isBefore(stages: readonly OrderedStage[], one: string, other: string, seen: readonly string[] = []): boolean {
  const before = stages.find(({ name }) => name === other)?.after ?? [];
  return before.some((each) => {
    return each === one || (!seen.includes(each) && isBefore(stages, one, each, [...seen, each]));
  });
}

function sorted(stacks: readonly DeployStack[]): readonly DeployStack[] {
  const done: DeployStack[] = [];
  const rest = [...stacks];
  while (rest.length > 0) {
    const ready = rest.findIndex(({ after }) => after.every((id) => done.some((each) => each.id === id)));
    done.push(...rest.splice(Math.max(0, ready), 1));
  }
  return done;
}
