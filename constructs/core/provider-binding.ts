import type { IConstruct } from 'constructs';
import { providerAmbiguous, providerMissing } from '../../lib/errors/stacks';
import type { IAspect, TerraformProvider, TerraformResource, TerraformStack } from './cdktf';
import { providersFor, type ProviderKind } from './cluster-of';
import { journalOf } from './journal';
import { untraced } from './untraced';

const OWNED = Symbol.for('datahall/Owned');

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
  const resources = all.filter((each): each is TerraformResource => OWNED in each);
  const choices = new Map<ProviderKind, TerraformProvider | undefined>();
  for (const resource of resources.filter((each) => each.provider === undefined)) {
    const kind: ProviderKind = resource.terraformResourceType.startsWith('helm_') ? 'helm' : 'kubernetes';
    if (!choices.has(kind)) choices.set(kind, choose(stack, kind));
    const choice = choices.get(kind);
    if (choice !== undefined) resource.provider = choice;
  }
}

function choose(stack: TerraformStack, kind: ProviderKind): TerraformProvider | undefined {
  const found = providersFor(stack, kind);
  if (found.length === 1) return found[0];
  const paths = found.map((provider) => provider.node.path);
  journalOf(stack).problems.push(paths.length === 0 ? providerMissing(kind) : providerAmbiguous(kind, paths));
  return undefined;
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
