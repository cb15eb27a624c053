import { factKind } from '../model/fact';

/** How a use grows: by an amount each month, or by a ratio each year. */
export type GrowthRate =
  | { readonly kind: 'linear'; /** Amount in the unit of the resource. */ readonly perMonth: number }
  | { readonly kind: 'compound'; /** 0.4 for 40 % more each year. */ readonly perYear: number };

/** Something that is used more and more. */
export interface GrowingResource {
  /** Name, e.g. `power`. */
  readonly name: string;
  /** What is used in the first month. */
  readonly used: number;
  /** What there is. */
  readonly capacity: number;
  /** Unit of both. */
  readonly unit: string;
  /** How the use grows. */
  readonly growth: GrowthRate;
}

/** A plan of growth. */
export interface GrowthFact {
  /** First month, `YYYY-MM`. */
  readonly start: string;
  /** Months that must be lasted out, the first one included. */
  readonly months: number;
  /** What is used. */
  readonly resources: readonly GrowingResource[];
}

/** Kind of {@link GrowthFact}. */
export const GROWTH = factKind<GrowthFact>('growth');
