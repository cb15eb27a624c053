/** What a plan does to a resource, one word for each combination that Terraform writes. */
export type Action = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'move' | 'import' | 'read' | 'none';

/** Which of the two resources of a replacement lives longer. */
export type ReplaceOrder = 'delete-first' | 'create-first' | 'forget-old';

/** An action, and the order of a replacement. */
export interface PlannedAction {
  /** What is done. */
  readonly action: Action;
  /** Order of a replacement. @default - it is none */
  readonly order?: ReplaceOrder;
}

const KNOWN: ReadonlyMap<string, PlannedAction> = new Map<string, PlannedAction>([
  ['no-op', { action: 'none' }],
  ['create', { action: 'create' }],
  ['read', { action: 'read' }],
  ['update', { action: 'update' }],
  ['delete', { action: 'delete' }],
  ['forget', { action: 'forget' }],
  ['delete,create', { action: 'replace', order: 'delete-first' }],
  ['create,delete', { action: 'replace', order: 'create-first' }],
  ['create,forget', { action: 'replace', order: 'forget-old' }],
]);

/**
 * Reads the `actions` of a change.
 *
 * @param actions as Terraform writes them
 * @param moved whether the resource had another address
 * @param imported whether it is imported
 * @returns nothing for a combination that is not known
 */
export function actionOf(actions: readonly unknown[], moved: boolean, imported: boolean): PlannedAction | undefined {
  const known = KNOWN.get(actions.length === 1 ? wordOf(actions[0]) : actions.map(wordOf).join());
  if (known?.action !== 'none') return known;
  if (imported) return { action: 'import' };
  return moved ? { action: 'move' } : known;
}

function wordOf(action: unknown): string {
  return typeof action === 'string' ? action : '?';
}
