import { factKind } from '../model/fact';
import type { EndOfLife } from './pin';

/** A Helm release of a stage. */
export interface HelmReleaseFact {
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Name of the release. */
  readonly release: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Whether it holds data. */
  readonly stateful: boolean;
  /** Why values were set that this library has no type for. */
  readonly extraValues: readonly string[];
  /** End of maintenance of the chart. @default - none is announced */
  readonly endOfLife?: EndOfLife;
}

/** Kind of {@link HelmReleaseFact}. */
export const HELM_RELEASE = factKind<HelmReleaseFact>('helm-release');

/** Where the charts of a stage, or of somebody else's stack, come from. */
export interface FoundationFact {
  /** Name of the chart set. */
  readonly charts: string;
  /** Whether the set was chosen; the newest one changes with the library. */
  readonly pinned: boolean;
  /** Kind of the chart source. */
  readonly source: string;
}

/** Kind of {@link FoundationFact}. */
export const FOUNDATION = factKind<FoundationFact>('foundation');

/** How the CRDs of a chart get into the cluster. */
export interface CrdDeliveryFact {
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /**
   * `release`: a release of their own; `chart`: the operator's chart, upgraded by it; `install-only`: never upgraded.
   */
  readonly by: 'release' | 'chart' | 'install-only';
  /** API groups of the CRDs. */
  readonly groups: readonly string[];
}

/** Kind of {@link CrdDeliveryFact}. */
export const CRD_DELIVERY = factKind<CrdDeliveryFact>('crd-delivery');
