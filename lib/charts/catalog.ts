import { CRD_LAYOUTS } from './layouts';
import type { ChartPin } from './pin';
import type { KueueValues } from './values/kueue';

/** The values that each known chart reads. */
export interface ChartValues {
  /** Kueue: quotas and admission of jobs. */
  readonly kueue: KueueValues;
}

/** Name of a chart that the library knows. */
export type ChartName = keyof ChartValues;

type Catalog = { readonly [Name in ChartName]: readonly ChartPin<ChartValues[Name]>[] };

/** All versions of all charts whose values were checked. */
export const CATALOG: Catalog = {
  kueue: [
    {
      name: 'kueue',
      version: '0.19.2',
      appVersion: 'v0.19.2',
      repository: 'oci://registry.k8s.io/kueue/charts',
      licence: 'Apache-2.0',
      crds: layout('kueue'),
    },
  ],
};

function layout(chart: keyof typeof CRD_LAYOUTS): ChartPin['crds'] {
  return CRD_LAYOUTS[chart];
}
