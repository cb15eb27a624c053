import type { Construct } from 'constructs';
import type { TerraformResource } from './cdktf';
import { DatahallConstruct } from './datahall-construct';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { markObjectSource, type IObjectSource } from './object-source';
import { coreKind } from './mappers';
import { orderAfter, waitLike } from './order';
import { own } from './provider-binding';
import { markStateful } from './statefulness';

/** Settings of a built-in object. */
export interface CoreObjectProps {
  /** The object, as the API server takes it; one of the kinds in `mappers/`. */
  readonly object: KubernetesObject;
  /** Whether it holds data: it is then protected from destruction. @default false */
  readonly stateful?: boolean;
  /** Constructs that must be there first. @default - none */
  readonly after?: readonly Construct[];
}

/**
 * A built-in Kubernetes object as a typed Terraform resource, so that the plan shows its drift and can protect it.
 * It always holds the object itself; one mapper a kind makes the provider's form of it.
 *
 * @example
 * new CoreObject(stack, 'settings', {
 *   object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps' }, data: { mode: 'a' } },
 * });
 */
export class CoreObject extends DatahallConstruct implements IObjectSource {
  /** Terraform resources by role. */
  public readonly nodes: { readonly resource: TerraformResource };
  private current: KubernetesObject;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CoreObjectProps) {
    super(scope, id, props, ['object']);
    this.current = props.object;
    const kind = coreKind(props.object);
    this.nodes = { resource: own(() => kind.create(this, 'Resource', props.object)) };
    orderAfter(this, props.after ?? []);
    waitLike(this, this.nodes.resource);
    if (props.stateful === true) markStateful(this.nodes.resource);
    markObjectSource(this);
  }

  /** The object. */
  public get objects(): readonly KubernetesObject[] {
    return [this.current];
  }

  /**
   * Replaces the object, for constructs whose collections grow. Kind, name and namespace stay.
   *
   * @param object the new object
   */
  public update(object: KubernetesObject): void {
    this.current = object;
    coreKind(object).update(this.nodes.resource, object);
  }
}
