/** An automatic approval as a fact. */
export interface AutoApprovalFact {
  /** What plans may do that nobody approves; nothing when somebody approves each. */
  readonly actions: readonly ApprovableAction[];
}

/** What a plan may do without anybody's approval. */
export type ApprovableAction = 'create' | 'update' | 'move' | 'import';

/**
 * Plans that nobody has to approve, by what `datahall report` says of them. What destroys, replaces or opens something
 * up is never one of them.
 */
export class AutoApproval {
  private constructor(private readonly fact: AutoApprovalFact) {}

  /** Somebody approves each plan that changes something. */
  public static none(): AutoApproval {
    return new AutoApproval({ actions: [] });
  }

  /** Plans of which the report says that nothing must be approved. */
  public static harmless(): AutoApproval {
    return new AutoApproval({ actions: ['create', 'update', 'move', 'import'] });
  }

  /**
   * Harmless plans that do nothing else than what is listed.
   *
   * @param actions what they may do
   */
  public static only(...actions: readonly ApprovableAction[]): AutoApproval {
    return new AutoApproval({ actions: [...new Set(actions)].sort() });
  }

  /** The approval as a fact. */
  public toFact(): AutoApprovalFact {
    return this.fact;
  }
}
