import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Release, type ReleaseConfig } from '@cdktf/provider-helm/lib/release';
import type { Construct } from 'constructs';
import { HELM_RELEASE } from '../../lib/charts/facts';
import { invalidReleaseCount, releaseTooLarge } from '../../lib/errors/charts';
import type { Problem } from '../../lib/errors/problem';
import { duplicateName } from '../../lib/errors/names';
import { secretWritten } from '../../lib/errors/objects';
import { Duration } from '../../lib/units/duration';
import { checkReleaseName } from '../../lib/units/names';
import { Lazy } from './cdktf';
import { producedOnce } from './completeness';
import { DatahallConstruct, type Transform } from './datahall-construct';
import { bucketOf } from '../../lib/kubernetes/bucket';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { markObjectSource, type IObjectSource } from './object-source';
import { objectsChart, OBJECTS_CHART, OBJECTS_CHART_VERSION } from './library-scope';
import type { Namespace } from './namespace';
import { orderAfter, waitLike } from './order';
import { own } from './provider-binding';
import { markStateful } from './statefulness';
import { encodeObjects, problemsOfValues } from './values-encoder';

/** Releases that one construct may spread its objects over. */
const MOST_RELEASES = 64;

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
  /**
   * Releases that the objects are spread over, a power of two: a hash of group, kind, namespace and name says which one
   * an object is in, so that objects that come and go move no others. Terraform has to know this number before the
   * program has made all objects, so it is told and not found. Double it when DH2008 says so, and never lower it.
   * @default 1
   */
  readonly releases?: number;
  /** Last change of each Terraform resource. @default - none */
  readonly transform?: Transform<ReleaseConfig>;
}

/**
 * Kubernetes objects of one owner, carried by a small vendored chart in one Helm release, or in a few. Unlike
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
  public readonly nodes: { readonly release: Release; readonly others: readonly Release[] };
  private readonly byKey = new Map<string, KubernetesObject>();
  private readonly producers: (() => readonly KubernetesObject[])[] = [];
  private readonly stateful: boolean;
  private readonly gathered = producedOnce(this, () => this.gather());
  private readonly spread = producedOnce(this, () => this.distribute());
  private readonly count: number;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CustomResourcesProps) {
    super(scope, id, props);
    this.stateful = props.stateful ?? false;
    this.count = this.checkedCount(props.releases ?? 1);
    orderAfter(this, [props.namespace, ...(props.after ?? [])]);
    const releases = Array.from({ length: this.count }, (_, index) => this.addRelease(props, index));
    const [release, ...others] = releases as [Release, ...Release[]];
    // An object that moves leaves its release before it comes with another one, which would not take it otherwise.
    releases.forEach((each, index) => waitLike(this, each, index === 0 ? [] : [releases[halved(index)] as Release]));
    this.nodes = { release, others };
    this.checkLate(() => this.gathered().wrong);
    markObjectSource(this);
  }

  /** The objects, sorted by kind, namespace and name. */
  public get objects(): readonly KubernetesObject[] {
    return this.gathered().objects;
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

  private addRelease(props: CustomResourcesProps, index: number): Release {
    const name = index === 0 ? props.release : `${props.release}-${index + 1}`;
    this.report(checkReleaseName('release', name));
    // What the first release keeps when it no longer has it still says that it belongs there.
    const takeOwnership = props.takeOwnership === true || (this.stateful && index > 0);
    const config: ReleaseConfig = {
      name,
      namespace: props.namespace.name,
      chart: objectsChart(this),
      version: OBJECTS_CHART_VERSION,
      values: [Lazy.stringValue({ produce: () => this.spread()[index] })],
      createNamespace: false,
      wait: true,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
      timeout: Duration.minutes(5).seconds,
      ...(takeOwnership ? { takeOwnership } : {}),
    };
    const final = props.transform?.(config) ?? config;
    const release = own(() => new Release(this, index === 0 ? 'Resource' : `Resource${index + 1}`, final));
    if (this.stateful) markStateful(release);
    this.publish(HELM_RELEASE, () => ({
      chart: OBJECTS_CHART,
      version: OBJECTS_CHART_VERSION,
      release: name,
      namespace: props.namespace.name,
      stateful: this.stateful,
      extraValues: [],
    }));
    this.checkLate(() => this.tooLarge(name, index));
    return release;
  }

  private checkedCount(given: number): number {
    const good = Number.isInteger(given) && given >= 1 && given <= MOST_RELEASES && Number.isInteger(Math.log2(given));
    if (!good) this.report(invalidReleaseCount(given, MOST_RELEASES));
    return good ? given : 1;
  }

  /** The values document of each release. */
  private distribute(): readonly string[] {
    const objects: KubernetesObject[][] = Array.from({ length: this.count }, () => []);
    for (const object of this.objects) objects[bucketOf(object, this.count)]?.push(object);
    return objects.map(encodeObjects);
  }

  /** All objects in order, and what is wrong: what grows may ask for one several times, not for two of one name. */
  private gather(): { readonly objects: readonly KubernetesObject[]; readonly wrong: Problem | undefined } {
    const all = new Map(this.byKey);
    let wrong: Problem | undefined;
    for (const produce of this.producers)
      for (const object of produce()) {
        const [key, finished] = [keyOf(object), this.finish(object)];
        const other = all.get(key);
        if (other !== undefined && !isDeepStrictEqual(other, finished))
          wrong ??= duplicateName(object.kind, object.metadata.name, `'${this.node.path}'`);
        if (holdsSecret(object)) wrong ??= secretWritten(object.metadata.name);
        all.set(key, finished);
      }
    const objects = [...all.keys()].sort().map((key) => all.get(key) as KubernetesObject);
    return { objects, wrong };
  }

  private put(key: string, object: KubernetesObject): void {
    for (const problem of problemsOfValues(object)) this.report(problem);
    if (holdsSecret(object)) this.report(secretWritten(object.metadata.name));
    this.byKey.set(key, this.finish(object));
  }

  private finish(object: KubernetesObject): KubernetesObject {
    return this.stateful ? keep(object) : object;
  }

  private tooLarge(release: string, index: number): Problem | undefined {
    const text = Buffer.from(this.spread()[index] ?? '');
    // Most fit as they are, and compressing takes longer than encoding.
    if (text.length <= RELEASE_LIMIT_KB * 1000) return undefined;
    const kilobytes = Math.ceil(gzipSync(text).length / 1000);
    return kilobytes > RELEASE_LIMIT_KB
      ? releaseTooLarge(release, kilobytes, RELEASE_LIMIT_KB, this.count * 2)
      : undefined;
  }
}

/** The release that an object of another one came from, when their number was doubled: without its highest bit. */
function halved(index: number): number {
  return index - 2 ** Math.floor(Math.log2(index));
}

/** Data of a Secret, in whatever form. */
function holdsSecret({ apiVersion, kind, data, stringData }: KubernetesObject): boolean {
  const holds = [data, stringData].some((part) => Object.keys(part ?? {}).length > 0);
  return kind === 'Secret' && apiVersion === 'v1' && holds;
}

function keyOf(object: KubernetesObject): string {
  return [object.kind, object.metadata.namespace ?? '', object.metadata.name, object.apiVersion].join('/');
}

/** Helm then leaves the object in the cluster when its release goes or no longer has it. */
function keep(object: KubernetesObject): KubernetesObject {
  const annotations = { ...object.metadata.annotations, 'helm.sh/resource-policy': 'keep' };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
