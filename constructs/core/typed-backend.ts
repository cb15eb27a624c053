import type { Construct } from 'constructs';
import { TerraformBackend, type TerraformRemoteState } from './cdktf';

/**
 * A backend of any kind from typed attributes; cdktf has no class for some kinds, and none for newer attributes.
 *
 * @example
 * new TypedBackend(stack, 'kubernetes', { secret_suffix: 'lab-dev-foundation', config_path: '~/.kube/config' });
 */
export class TypedBackend extends TerraformBackend {
  /**
   * @param scope the stack
   * @param kind Terraform's name of the backend
   * @param attributes its attributes
   */
  public constructor(
    scope: Construct,
    kind: string,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, 'backend', kind);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }

  /** Refused: no stack reads the state of another one. */
  public override getRemoteStateDataSource(_scope: Construct, _name: string, fromStack: string): TerraformRemoteState {
    throw new Error(`the state of ${fromStack} is not read by other stacks: pass values known at synth instead`);
  }
}
