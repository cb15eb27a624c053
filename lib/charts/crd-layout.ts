/**
 * Where a chart keeps its CustomResourceDefinitions, which decides who installs and who upgrades them:
 * - `none`: it has none;
 * - `folder`: in a `crds/` folder, its own or that of a sub-chart: Helm installs them once and never upgrades them,
 *   `skip_crds` leaves them out;
 * - `values`: in templates behind a switch: `off` are the values that leave them out; `namespace` is where the operator
 *   has to run, when a conversion webhook in them names it;
 * - `templates`: in templates without a switch: they come, change and go with the release;
 * - `chart`: in a chart of their own, named by `chart`.
 *
 * `groups` are the API groups of these CRDs, in alphabetical order.
 */
export type CrdLayout =
  | { readonly kind: 'none' }
  | { readonly kind: 'folder'; readonly groups: readonly string[] }
  | {
      readonly kind: 'values';
      readonly off: Readonly<Record<string, unknown>>;
      readonly namespace?: string;
      readonly groups: readonly string[];
    }
  | { readonly kind: 'templates'; readonly groups: readonly string[] }
  | { readonly kind: 'chart'; readonly chart: string; readonly groups: readonly string[] };

/**
 * Whether `datahall charts pull` writes the CRDs of such a chart into a file, for a release of their own. Those of the
 * others come with a chart.
 *
 * @param layout where the chart keeps them
 */
export function arePulled<T extends CrdLayout>(layout: T): layout is Extract<T, { kind: 'folder' | 'values' }> {
  return layout.kind === 'folder' || layout.kind === 'values';
}
