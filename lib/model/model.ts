import type { Fact, FactIdentity, FactKind } from './fact';

/** The joined facts of a whole program, indexed by kind and stage. Rules see this and nothing else. */
export class Model {
  private readonly byKind = new Map<string, FactIdentity[]>();

  /** @param facts what all constructs published */
  public constructor(private readonly facts: readonly FactIdentity[]) {
    for (const fact of facts) {
      const list = this.byKind.get(fact.kind);
      if (list === undefined) this.byKind.set(fact.kind, [fact]);
      else list.push(fact);
    }
  }

  /**
   * The facts of one kind in the order in which their constructs were made.
   *
   * @param kind which facts
   * @param stage only those of this stage
   */
  public all<T extends object>(kind: FactKind<T>, stage?: string): readonly Fact<T>[] {
    const list = (this.byKind.get(kind.name) ?? []) as Fact<T>[];
    return stage === undefined ? list : list.filter((fact) => fact.stage === stage);
  }

  /**
   * The one fact of a kind that a construct of a stage published.
   *
   * @param kind which fact
   * @param stage stage of the construct
   * @param path its path below the stack
   */
  public find<T extends object>(kind: FactKind<T>, stage: string, path: string): Fact<T> | undefined {
    return this.all(kind, stage).find((fact) => fact.path === path);
  }

  /** All facts, for `datahall.json`. */
  public toJSON(): readonly FactIdentity[] {
    return this.facts;
  }
}
