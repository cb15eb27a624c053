/** What a policy says of a change. */
export interface PolicyResult {
  /** Who says it. */
  readonly tool: 'conftest' | 'checkov' | 'datahall';
  /** Name of the rule. */
  readonly rule: string;
  /** `failed` stops; `warning` does not; `excepted` was allowed with a reason. */
  readonly result: 'failed' | 'warning' | 'excepted';
  /** What is wrong, or why it was allowed. */
  readonly message: string;
  /** Terraform address. @default - the tool does not name one */
  readonly address?: string;
  /** Path of the construct. @default - no assembly knows the address */
  readonly path?: string;
  /** File and line of the program that make it. @default - no assembly says them */
  readonly declaredAt?: string;
  /** Stages that it is of. @default - the tool does not know stages */
  readonly stages?: readonly string[];
}

const SEVERITY: readonly PolicyResult['result'][] = ['failed', 'warning', 'excepted'];

/**
 * Sorts results, what failed first.
 *
 * @param results results of all tools
 */
export function byResult(results: readonly PolicyResult[]): readonly PolicyResult[] {
  return [...results].sort((a, b) => SEVERITY.indexOf(a.result) - SEVERITY.indexOf(b.result));
}
