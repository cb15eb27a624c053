import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { Construct } from 'constructs';
import type { TerraformResource } from './cdktf';
import { DatahallConstruct } from './datahall-construct';
import { unknownCoreKind, unknownObjectField } from '../../lib/errors/objects';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { markObjectSource, type IObjectSource } from './object-source';
import { coreKind, CORE_KINDS } from './mappers';
import { coreKindOf, NAMESPACED, type CoreKind } from './mappers/core-kind';
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

/** What an object of an unknown kind goes on with until the program is stopped. */
const standIn = (): CoreKind => coreKindOf(ConfigMapV1, { metadata: NAMESPACED });

/**
 * A built-in Kubernetes object as a typed Terraform resource, so that the plan shows its drift and can protect it.
 * It always holds the object itself; one mapper a kind makes the provider's form of it.
 *
 * @example
 * new CoreObject(stack, 'settings', {
 *   object: {
 *     apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'apps' }, data: { mode: 'a' },
 *   },
 * });
 */
export class CoreObject extends DatahallConstruct implements IObjectSource {
  /** Terraform resources by role. */
  public readonly nodes: { readonly resource: TerraformResource };
  private readonly kind: CoreKind;
  private current: KubernetesObject;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CoreObjectProps) {
    super(scope, id, props, ['object']);
    this.current = props.object;
    this.kind = this.kindOf(props.object);
    this.checkFields(props.object);
    this.nodes = { resource: own(() => this.kind.create(this, 'Resource', props.object)) };
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
    this.checkFields(object);
    this.kind.update(this.nodes.resource, object);
  }

  private kindOf({ apiVersion, kind }: KubernetesObject): CoreKind {
    const known = coreKind(apiVersion, kind);
    if (known === undefined) this.report(unknownCoreKind(`${apiVersion}/${kind}`, CORE_KINDS));
    return known ?? standIn();
  }

  private checkFields(object: KubernetesObject): void {
    if (coreKind(object.apiVersion, object.kind) === undefined) return;
    const name = `${object.kind} '${object.metadata.name}'`;
    for (const { path, known } of this.kind.unknown(object)) this.report(unknownObjectField(name, path, known));
  }
}
