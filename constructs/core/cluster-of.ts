import { TerraformProvider, type TerraformStack } from './cdktf';
import { contextOf } from './stack-context';

/** A provider's kind. */
export type ProviderKind = 'helm' | 'kubernetes';

/**
 * The providers of a kind that resources of ours could get, in the order of the stack: one where it is clear.
 *
 * @param stack a stack, complete with its providers
 * @param kind which kind
 */
export function providersFor(stack: TerraformStack, kind: ProviderKind): readonly TerraformProvider[] {
  const given = contextOf(stack)?.providers?.[kind];
  if (given !== undefined) return [given];
  const all = stack.node.findAll().filter((each) => each instanceof TerraformProvider);
  const found = all.filter((provider) => provider.terraformResourceType === kind);
  const plain = found.filter((provider) => provider.alias === undefined);
  return plain.length === 1 ? plain : found;
}

/** What a provider says of where its cluster is. */
const PLACES = ['config_context', 'host', 'config_path', 'config_paths'] as const;

/**
 * The cluster of a stack, as its provider names it: the same text for the same context or server. Nothing where the
 * environment decides, which may differ from one stack to another.
 *
 * @param stack a stack, complete with its providers
 */
export function clusterOf(stack: TerraformStack): string | undefined {
  const [only, another] = providersFor(stack, 'kubernetes');
  if (only === undefined || another !== undefined) return undefined;
  const document = only.toTerraform() as { readonly provider?: Readonly<Record<string, readonly object[]>> };
  const settings = (document.provider?.['kubernetes']?.[0] ?? {}) as Readonly<Record<string, unknown>>;
  const [context, host, ...paths] = PLACES.map((name) => settings[name] ?? null);
  return context === null && host === null ? undefined : JSON.stringify([context, host, ...paths]);
}
