import { gzipSync } from 'node:zlib';
import type { Construct } from 'constructs';
import type { ChartPin } from '../../lib/charts/pin';
import { CustomResources, RELEASE_LIMIT_KB } from './custom-resources';
import { DatahallConstruct } from './datahall-construct';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { Namespace } from './namespace';

/** Settings of the CRDs of a chart. */
export interface CrdReleaseProps {
  /** Chart that they belong to. */
  readonly chart: ChartPin;
  /** The CustomResourceDefinitions. */
  readonly objects: readonly KubernetesObject[];
  /** Namespace of the release. */
  readonly namespace: Namespace;
}

/**
 * The CRDs of a chart in releases of their own: upgraded with the chart, kept when it goes. Descriptions are left
 * out, because a release must fit in a Secret of 1 MiB; what is still too much is spread over several releases.
 *
 * @example
 * const { charts } = Foundation.of(stack);
 * Foundation.of(stack).crds(charts.pin('kueue')); // makes the release when the chart source has the CRDs
 */
export class CrdRelease extends DatahallConstruct {
  /** The releases that carry the CRDs. */
  public readonly releases: readonly CustomResources[];

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CrdReleaseProps) {
    super(scope, id);
    const stripped = props.objects.map((object) => withoutDescriptions(object) as KubernetesObject);
    this.releases = pack(stripped).map((objects, index) => {
      const release = index === 0 ? `${props.chart.name}-crds` : `${props.chart.name}-crds-${index + 1}`;
      const { namespace } = props;
      const child = new CustomResources(this, index === 0 ? 'Resource' : `Resource${index + 1}`, {
        release,
        namespace,
        stateful: true,
        takeOwnership: true,
      });
      return child.add(...objects);
    });
  }
}

/** Schema descriptions only: a property that is called `description` is a map and stays. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, item]) => key !== 'description' || typeof item !== 'string');
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutDescriptions(item)]));
}

/** Fills releases in the order of names up to half of the limit, so that small changes do not move CRDs about. */
function pack(objects: readonly KubernetesObject[]): readonly (readonly KubernetesObject[])[] {
  const sorted = [...objects].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const packs: KubernetesObject[][] = [[]];
  let size = 0;
  for (const object of sorted) {
    const kilobytes = gzipSync(JSON.stringify(object)).length / 1000;
    if (size > 0 && size + kilobytes > RELEASE_LIMIT_KB / 2) {
      packs.push([]);
      size = 0;
    }
    packs.at(-1)?.push(object);
    size += kilobytes;
  }
  return packs;
}
