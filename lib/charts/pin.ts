import type { CrdLayout } from './crd-layout';

/** When a component stops being maintained, and what takes its place. */
export interface EndOfLife {
  /** Day of the last maintenance, `YYYY-MM-DD`. */
  readonly date: string;
  /** What to use instead. */
  readonly replacement: string;
  /** Where this was announced. */
  readonly source: string;
}

/** One exact version of one Helm chart. `Values` are the settings that this library knows it to read. */
export interface ChartPin<Values extends object = object> {
  /** Name of the chart in its repository. */
  readonly name: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Version of the software in it. */
  readonly appVersion: string;
  /** Helm repository (`https://…`) or registry path (`oci://…`), without the name of the chart. */
  readonly repository: string;
  /** SPDX identifier of the licence. */
  readonly licence: string;
  /** How the chart brings its CustomResourceDefinitions. */
  readonly crds: CrdLayout;
  /** End of maintenance. @default - none is announced */
  readonly endOfLife?: EndOfLife;
  /** Carries the type of the values only; it is never set. */
  readonly values?: Values;
}
