import { fail } from '../errors/datahall-error';
import { growthExhausts, invalidMonth } from '../errors/sizing';
import type { Bytes } from '../units/bytes';
import { atLeastNumber, wholeNumber } from '../units/ranges';
import type { GrowthFact, GrowthRate, GrowingResource } from './growth-facts';
import type { Proof } from './proof';

/** Something that is used more and more: ports, power, rack units, storage. */
export interface ResourceUse {
  /** What is used in the first month. */
  readonly used: number;
  /** What there is. */
  readonly capacity: number;
  /** Unit of both, e.g. `kW` or `ports`. */
  readonly unit: string;
  /** How its use grows. @default - as the plan says */
  readonly growth?: GrowthRate;
}

/** A plan of growth. */
export interface GrowthOptions {
  /** First month, `YYYY-MM`: there is no clock. */
  readonly start: string;
  /** Months that must be lasted out, the first one included. */
  readonly months: number;
  /** How the use of each resource grows. */
  readonly growth: GrowthRate;
  /** GPUs that are in use in the first month. @default - not known: it is not said when they run out */
  readonly gpus?: number;
  /**
   * Raw storage that is in use in the first month, copies included.
   * @default - not known: it is not said when it runs out
   */
  readonly storage?: Bytes;
  /** Other resources by name, each with a growth of its own if it has one. @default - none */
  readonly resources?: Readonly<Record<string, ResourceUse>>;
}

/** A century: a longer horizon is a mistake in the unit. */
const MAX_MONTHS = 1200;

/**
 * How the use of a site grows, and for how long it must last.
 *
 * @example
 * Growth.of({ start: '2026-11', months: 36, growth: Growth.compound(0.4) });
 */
export class Growth {
  private constructor(
    /** The plan. */
    public readonly options: GrowthOptions,
  ) {}

  /**
   * A plan of growth.
   *
   * @param options start, horizon and rate
   * @throws DH3264 when the start is no month; DH1004 for the horizon and for GPUs; DH1005 for resources
   */
  public static of(options: GrowthOptions): Growth {
    const { start, months } = options;
    if (typeof start !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(start)) fail(invalidMonth('start', start));
    wholeNumber('months', months, 1, MAX_MONTHS);
    const { gpus = 0, resources = {} } = options;
    wholeNumber('gpus', gpus);
    for (const [name, { used, capacity }] of Object.entries(resources)) {
      atLeastNumber(`used of ${name}`, used, 0);
      atLeastNumber(`capacity of ${name}`, capacity, 0);
    }
    return new Growth(options);
  }

  /**
   * The same amount each month.
   *
   * @param perMonth amount in the unit of the resource
   * @throws DH1005
   */
  public static linear(perMonth: number): GrowthRate {
    return { kind: 'linear', perMonth: atLeastNumber('perMonth', perMonth, 0) };
  }

  /**
   * The same ratio each year.
   *
   * @param perYear 0.4 for 40 % more each year
   * @throws DH1005
   */
  public static compound(perYear: number): GrowthRate {
    return { kind: 'compound', perYear: atLeastNumber('perYear', perYear, 0) };
  }

  /**
   * The plan as a fact.
   *
   * @param resources what is used, by name
   */
  public toFact(resources: Readonly<Record<string, ResourceUse>>): GrowthFact {
    const { start, months, growth } = this.options;
    return {
      start,
      months,
      resources: Object.entries(resources).map(([name, resource]) => ({ name, growth, ...resource })),
    };
  }
}

/**
 * What is used after some months.
 *
 * @param resource the resource
 * @param months months after the first one
 */
export function usedAfter({ used, growth }: GrowingResource, months: number): number {
  return growth.kind === 'linear' ? used + growth.perMonth * months : used * (1 + growth.perYear) ** (months / 12);
}

/**
 * A month some months later.
 *
 * @param month `YYYY-MM`
 * @param months how many later
 */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** A resource that runs out. */
export interface Exhaustion {
  /** The resource. */
  readonly resource: GrowingResource;
  /** First month in which more is used than there is. */
  readonly month: string;
  /** What is used then. */
  readonly used: number;
}

/**
 * What runs out within the horizon, the first to run out first.
 *
 * @param plan the plan
 */
export function exhaustions(plan: GrowthFact): readonly Exhaustion[] {
  return plan.resources
    .flatMap((resource): Exhaustion[] => {
      for (let at = 0; at < plan.months; at += 1) {
        const used = usedAfter(resource, at);
        // What fits exactly must not run out by the error of a floating point number.
        if (used > resource.capacity * (1 + 1e-12)) return [{ resource, month: monthAfter(plan.start, at), used }];
      }
      return [];
    })
    .sort((a, b) => (a.month < b.month ? -1 : Number(a.month > b.month)));
}

/**
 * Proofs that each resource lasts through the horizon.
 *
 * @param plan the plan
 */
export function growthProofs(plan: GrowthFact): readonly Proof[] {
  const last = monthAfter(plan.start, plan.months - 1);
  const out = new Map(exhaustions(plan).map(({ resource, month }) => [resource.name, month]));
  return plan.resources.map((resource) => ({
    rule: growthExhausts.code,
    claim: `growth through ${last} leaves enough: ${resource.name}`,
    ok: !out.has(resource.name),
    value: usedAfter(resource, plan.months - 1),
    limit: resource.capacity,
    unit: resource.unit,
    exact: true,
    witness: [out.get(resource.name) ?? last],
  }));
}
