import type { IConstruct } from 'constructs';
import { providerAmbiguous, providerMissing } from '../../lib/errors/stacks';
import { TerraformProvider, type TerraformResource, type IAspect, type TerraformStack } from './cdktf';
import { journalOf } from './journal';
import { contextOf } from './stack-context';
import { untraced } from './untraced';

const OWNED = Symbol.for('datahall/Owned');
type Kind = 'helm' | 'kubernetes';

/**
 * Makes a resource of ours, which gets its provider at synth.
 *
 * @param make makes the resource
 */
export function own<R extends TerraformResource>(make: () => R): R {
  const resource = untraced(make);
  Object.defineProperty(resource, OWNED, { value: true });
  return resource;
}

/**
 * Gives each resource of ours in a stack an explicit provider. Terraform would otherwise send resources to an
 * unconfigured default provider where a stack only has aliased ones, and from there to `http://localhost`.
 *
 * @param stack a stack, complete with its providers
 */
export function bindProviders(stack: TerraformStack): void {
  const all = stack.node.findAll();
  const providers = all.filter((each): each is TerraformProvider => each instanceof TerraformProvider);
  const resources = all.filter((each): each is TerraformResource => OWNED in each);
  const choices = new Map<Kind, TerraformProvider | undefined>();
  for (const resource of resources.filter((each) => each.provider === undefined)) {
    const kind: Kind = resource.terraformResourceType.startsWith('helm_') ? 'helm' : 'kubernetes';
    if (!choices.has(kind)) choices.set(kind, choose(stack, kind, providers));
    const choice = choices.get(kind);
    if (choice !== undefined) resource.provider = choice;
  }
}

function choose(stack: TerraformStack, kind: Kind, all: readonly TerraformProvider[]): TerraformProvider | undefined {
  const given = contextOf(stack)?.providers?.[kind];
  if (given !== undefined) return given;
  const found = all.filter((provider) => provider.terraformResourceType === kind);
  const plain = found.filter((provider) => provider.alias === undefined);
  const choice = found.length === 1 ? found[0] : plain.length === 1 ? plain[0] : undefined;
  if (choice === undefined) {
    const paths = found.map((provider) => provider.node.path);
    journalOf(stack).problems.push(paths.length === 0 ? providerMissing(kind) : providerAmbiguous(kind, paths));
  }
  return choice;
}

/** Runs {@link bindProviders} when somebody else's app synthesizes a stack: an aspect is all that it calls then. */
export class ProviderBinding implements IAspect {
  /** @param stack stack whose resources get their providers */
  public constructor(private readonly stack: TerraformStack) {}

  /** Binds once, at the stack itself. */
  public visit(node: IConstruct): void {
    if (node === this.stack) bindProviders(this.stack);
  }
}
