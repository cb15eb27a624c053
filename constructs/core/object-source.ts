import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../../lib/kubernetes/object';

/** A construct that puts Kubernetes objects into the cluster. */
export interface IObjectSource extends IConstruct {
  /** The objects, in a stable order. */
  readonly objects: readonly KubernetesObject[];
}

const SOURCE = Symbol.for('datahall/ObjectSource');

/**
 * Marks a construct as a source of objects, so that tests, review and drift detection find it.
 *
 * @param construct the construct
 */
export function markObjectSource(construct: IObjectSource): void {
  Object.defineProperty(construct, SOURCE, { value: true });
}

/**
 * All sources of Kubernetes objects below a construct.
 *
 * @param root an app, a stack or any other construct
 */
export function objectSources(root: IConstruct): readonly IObjectSource[] {
  return root.node.findAll().filter((each): each is IObjectSource => SOURCE in each);
}
