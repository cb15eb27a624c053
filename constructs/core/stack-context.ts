import type { Construct } from 'constructs';
import type { TerraformProvider, TerraformStack } from './cdktf';
import type { Foundation } from './foundation';

const CONTEXT = Symbol.for('datahall/StackContext');

/** The two providers that resources of ours need. */
export interface ClusterProviders {
  /** Provider `hashicorp/kubernetes`. */
  readonly kubernetes: TerraformProvider;
  /** Provider `hashicorp/helm`. */
  readonly helm: TerraformProvider;
}

/** What a stack of a stage knows; a stack of somebody else's app has none until its first construct of ours. */
export interface StackContext {
  /** Name of the stage, or the stack's id. */
  readonly stage: string;
  /** Name of the stage's site. @default - it is not known */
  readonly site?: string;
  /** Release whose models the stack serves, as part of a name. @default - it serves none */
  readonly release?: string;
  /** Share of the requests that its release answers, in percent. @default 100 */
  readonly share?: number;
  /** Where routes lie, which must come after what they lead to. @default - beside their gateway */
  readonly traffic?: () => Construct;
  /** Where namespaces, CRDs and priority classes come from. */
  readonly foundation?: Foundation;
  /** The stage's providers. @default the stack's only ones, found at synth */
  readonly providers?: ClusterProviders;
  /** Whether what holds data may be destroyed. @default false */
  readonly destroyable?: boolean;
  /** Rank of the layer in the order of a stage. @default 0 */
  readonly rank?: number;
}

/**
 * Links a stack to its stage.
 *
 * @param stack the stack
 * @param context what its constructs need to know
 */
export function setContext(stack: TerraformStack, context: StackContext): void {
  Object.defineProperty(stack, CONTEXT, { value: context, configurable: true });
}

/**
 * The context of a stack.
 *
 * @param stack any stack
 */
export function contextOf(stack: TerraformStack): StackContext | undefined {
  return (stack as TerraformStack & { [CONTEXT]?: StackContext })[CONTEXT];
}
