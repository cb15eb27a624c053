/** What is known of one Helm chart, as read from its files. Plain data: whoever makes it does the reading. */
export interface ChartData {
  /** Name of the chart, as in its Chart.yaml. */
  readonly name: string;
  /** The parsed values.yaml; `undefined` or `null` for an empty file. */
  readonly values: unknown;
  /** The parsed values.schema.json. @default - the chart has none */
  readonly schema?: unknown;
  /** Sub-charts, as listed in Chart.yaml. */
  readonly dependencies: readonly ChartDependency[];
}

/** One entry of `dependencies` in a Chart.yaml. */
export interface ChartDependency {
  /** Name of the sub-chart. */
  readonly name: string;
  /** Name under which the parent's values address it. @default - its name */
  readonly alias?: string;
  /**
   * Comma-separated value paths, seen from the parent, that switch it on: Helm itself reads them.
   * @default - it is always on
   */
  readonly condition?: string;
  /** The sub-chart's own files. @default - unknown, so its keys can be neither confirmed nor refuted */
  readonly data?: ChartData;
}
