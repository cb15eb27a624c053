import { at, membersOf, textAt, type Json } from '../plan/json';
import type { AdoptedResource } from '../release/adoption';
import type { HelmRevision } from './doctor/helm-releases';

/** What is known of a stack. */
export interface AdoptingStack {
  /** Id of the stack. */
  readonly id: string;
  /** Content of its `cdk.tf.json`. */
  readonly configuration: Json;
  /** Addresses that its state has. */
  readonly state: ReadonlySet<string>;
}

/** What is there already. */
export interface Installation {
  /** Names of namespaces. */
  readonly namespaces: ReadonlySet<string>;
  /** The newest revision of each Helm release. */
  readonly releases: readonly HelmRevision[];
}

/** A resource of a stage, and whether it is there. */
export interface Adoptable extends AdoptedResource {
  /**
   * `import`: it is there, and Terraform does not know it; `known`: Terraform has it; `create`: it is not there;
   * `broken`: it is there, and its last change failed or was cut off.
   */
  readonly state: 'import' | 'known' | 'create' | 'broken';
}

/**
 * The namespaces and Helm releases of a stack, and which of them are there already.
 *
 * @param stack the stack
 * @param installation what is there
 */
export function adoptableIn(stack: AdoptingStack, installation: Installation): readonly Adoptable[] {
  const blocks = (type: string): readonly (readonly [string, Json])[] =>
    membersOf(at(stack.configuration, 'resource', type));
  const entry = (to: string, id: string, there: Adoptable['state']): Adoptable => {
    return { stack: stack.id, to, id, state: stack.state.has(to) ? 'known' : there };
  };
  return [
    ...blocks('kubernetes_namespace_v1').map(([name, block]) => {
      const id = textAt(block, 'metadata', 'name') ?? textAt(block, 'metadata', 0, 'name') ?? '';
      return entry(`kubernetes_namespace_v1.${name}`, id, installation.namespaces.has(id) ? 'import' : 'create');
    }),
    ...blocks('helm_release').map(([address, block]) => {
      const [namespace, name] = ['namespace', 'name'].map((key) => textAt(block, key) ?? '');
      const found = installation.releases.find((each) => each.namespace === namespace && each.name === name);
      const there = found === undefined ? 'create' : found.status === 'deployed' ? 'import' : 'broken';
      return entry(`helm_release.${address}`, `${namespace ?? ''}/${name ?? ''}`, there);
    }),
  ];
}
