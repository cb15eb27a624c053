import type { KubernetesObject } from '../../kubernetes/object';

/** What the chart of a release makes of its values, before and after. */
export interface Rendering {
  /** Objects before; none where the release is new. */
  readonly before: readonly KubernetesObject[];
  /** Objects after; none where the release goes. */
  readonly after: readonly KubernetesObject[];
  /** How many definitions of the folder `crds/` of the chart differ, which Helm makes once and never changes. */
  readonly untouched: number;
}

/** The rendering of a release, as far as it could be made. */
export interface RenderedRelease {
  /** The objects. @default - one side could not be rendered */
  readonly rendering?: Rendering;
  /** What is not shown of it, and why. */
  readonly notes: readonly string[];
}
