import { gzipSync } from 'node:zlib';
import { Release, type ReleaseConfig } from '@cdktf/provider-helm/lib/release';
import type { Construct } from 'constructs';
import { HELM_RELEASE } from '../../lib/charts/facts';
import { releaseTooLarge } from '../../lib/errors/charts';
import type { Problem } from '../../lib/errors/problem';
import { duplicateName } from '../../lib/errors/names';
import { Duration } from '../../lib/units/duration';
import { checkReleaseName } from '../../lib/units/names';
import { Lazy } from './cdktf';
import { producedOnce } from './completeness';
import { DatahallConstruct, type Transform } from './datahall-construct';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { markObjectSource, type IObjectSource } from './object-source';
import { objectsChart, OBJECTS_CHART, OBJECTS_CHART_VERSION } from './library-scope';
import type { Namespace } from './namespace';
import { orderAfter, waitLike } from './order';
import { own } from './provider-binding';
import { markStateful } from './statefulness';
import { encodeObjects, encodeValues } from './values-encoder';

/** Compressed size at which a release is refused: its Secret holds 1 MiB, base64 and the chart included. */
export const RELEASE_LIMIT_KB = 700;

/** Settings of the custom resources of one owner. */
export interface CustomResourcesProps {
  /** Name of the Helm release that carries them. */
  readonly release: string;
  /** Namespace of the release; objects may be in others. */
  readonly namespace: Namespace;
  /** Constructs that must be there first: the operator. @default - none */
  readonly after?: readonly Construct[];
  /**
   * Whether they hold data: objects are then kept when the release goes, and the release is protected.
   * @default false
   */
  readonly stateful?: boolean;
  /** Whether existing objects are taken over. @default false */
  readonly takeOwnership?: boolean;
  /** Last change of the Terraform resource. @default - none */
  readonly transform?: Transform<ReleaseConfig>;
}

/**
 * Kubernetes objects of one owner, carried by a small vendored chart in one Helm release. Unlike
 * `kubernetes_manifest` this plans without a cluster and without the CRD, and hundreds of objects plan in a second.
 *
 * @example
 * const namespace = Foundation.of(stack).namespace('queues');
 * new CustomResources(stack, 'flavors', { release: 'flavors', namespace }).add({
 *   apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name: 'h100' }, spec: {},
 * });
 */
export class CustomResources extends DatahallConstruct implements IObjectSource {
  /** Terraform resources by role. */
  public readonly nodes: { readonly release: Release };
  private readonly byKey = new Map<string, KubernetesObject>();
  private readonly producers: (() => readonly KubernetesObject[])[] = [];
  private readonly stateful: boolean;
  private readonly sorted = producedOnce(this, () => this.sort());
  private readonly encoded = producedOnce(this, () => encodeObjects(this.objects));

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CustomResourcesProps) {
    super(scope, id, props);
    this.stateful = props.stateful ?? false;
    this.report(checkReleaseName('release', props.release));
    orderAfter(this, [props.namespace, ...(props.after ?? [])]);
    const config: ReleaseConfig = {
      name: props.release,
      namespace: props.namespace.name,
      chart: objectsChart(this),
      version: OBJECTS_CHART_VERSION,
      values: [Lazy.stringValue({ produce: this.encoded })],
      createNamespace: false,
      wait: true,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
      timeout: Duration.minutes(5).seconds,
      ...(props.takeOwnership === true ? { takeOwnership: true } : {}),
    };
    const final = props.transform?.(config) ?? config;
    this.nodes = { release: own(() => new Release(this, 'Resource', final)) };
    waitLike(this, this.nodes.release);
    if (this.stateful) markStateful(this.nodes.release);
    markObjectSource(this);
    this.publish(HELM_RELEASE, () => ({
      chart: OBJECTS_CHART,
      version: OBJECTS_CHART_VERSION,
      release: props.release,
      namespace: props.namespace.name,
      stateful: this.stateful,
      extraValues: [],
    }));
    this.checkLate(() => this.tooLarge(props.release));
  }

  /** The objects, sorted by kind, namespace and name. */
  public get objects(): readonly KubernetesObject[] {
    return this.sorted();
  }

  /**
   * Adds objects.
   *
   * @param objects complete objects; each kind, namespace and name once
   */
  public add(...objects: readonly KubernetesObject[]): this {
    for (const object of objects) {
      const key = keyOf(object);
      if (this.byKey.has(key)) this.report(duplicateName(object.kind, object.metadata.name, `'${this.node.path}'`));
      else this.put(key, object);
    }
    return this;
  }

  /**
   * Adds objects that depend on what the program still adds: they are produced when it synthesizes.
   *
   * @param produce makes complete objects; must be pure
   */
  public contribute(produce: () => readonly KubernetesObject[]): this {
    this.producers.push(produce);
    return this;
  }

  private sort(): readonly KubernetesObject[] {
    const all = new Map(this.byKey);
    for (const object of this.producers.flatMap((produce) => produce())) all.set(keyOf(object), this.finish(object));
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  private put(key: string, object: KubernetesObject): void {
    for (const problem of encodeValues(object).problems) this.report(problem);
    this.byKey.set(key, this.finish(object));
  }

  private finish(object: KubernetesObject): KubernetesObject {
    return this.stateful ? keep(object) : object;
  }

  private tooLarge(release: string): Problem | undefined {
    const text = Buffer.from(this.encoded());
    // Most fit as they are, and compressing takes longer than encoding.
    if (text.length <= RELEASE_LIMIT_KB * 1000) return undefined;
    const kilobytes = Math.ceil(gzipSync(text).length / 1000);
    return kilobytes > RELEASE_LIMIT_KB ? releaseTooLarge(release, kilobytes, RELEASE_LIMIT_KB) : undefined;
  }
}

function keyOf(object: KubernetesObject): string {
  return [object.kind, object.metadata.namespace ?? '', object.metadata.name, object.apiVersion].join('/');
}

/** Helm then leaves the object in the cluster when its release goes or no longer has it. */
function keep(object: KubernetesObject): KubernetesObject {
  const annotations = { ...object.metadata.annotations, 'helm.sh/resource-policy': 'keep' };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
