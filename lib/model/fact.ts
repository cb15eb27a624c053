/** Where a fact comes from. */
export interface FactIdentity {
  /** Kind of the fact, e.g. `gpu-pool`. */
  readonly kind: string;
  /** Construct path below the stack, the same in each stage. */
  readonly path: string;
  /** Stage that it belongs to; the stack's id in somebody else's app; empty for what all stages share. */
  readonly stage: string;
}

/** A statement about the datacenter: plain JSON with the identity of the construct that published it. */
export type Fact<T> = Readonly<T> & FactIdentity;

/** A typed key of facts. `T` is what each fact of this kind says. */
export interface FactKind<T extends object> {
  /** Name in `datahall.json`. */
  readonly name: string;
  /** Carries the type only; it is never set. */
  readonly type?: T;
}

/**
 * Declares a kind of facts. Each concern declares its own in its `facts.ts`; users may add more.
 *
 * @param name name in `datahall.json`, in kebab case
 */
export function factKind<T extends object>(name: string): FactKind<T> {
  return { name };
}
