import { chartInSet, unknownChart, unknownChartSet, unknownChartVersion } from '../errors/charts';
import { fail } from '../errors/datahall-error';
import { CATALOG, type ChartName, type ChartValues } from './catalog';
import type { ChartPin } from './pin';
import { CHART_SETS } from './sets';

/**
 * An immutable set of chart versions that were checked together: which keys each chart reads, how it brings its
 * CRDs, and that the API server accepts what is built on them.
 */
export class ChartSet {
  private constructor(
    /** Name of the set, e.g. `2026.11`; changed sets carry what was changed. */
    public readonly name: string,
    private readonly pins: Readonly<Record<string, ChartPin>>,
  ) {}

  /**
   * A set of the library.
   *
   * @param name e.g. `2026.11`
   * @throws DH2001 when there is no such set
   */
  public static of(name: string): ChartSet {
    const versions = CHART_SETS[name];
    if (versions === undefined) return fail(unknownChartSet(name, Object.keys(CHART_SETS)));
    const pins = Object.entries(versions).map(([chart, version]) => [chart, find(chart as ChartName, version)]);
    return new ChartSet(name, Object.fromEntries(pins) as Record<string, ChartPin>);
  }

  /** The newest set of this version of the library. */
  public static newest(): ChartSet {
    return ChartSet.of(Object.keys(CHART_SETS).sort().at(-1) ?? '');
  }

  /** Names of the charts in the set. */
  public get charts(): readonly string[] {
    return Object.keys(this.pins);
  }

  /**
   * The pin of a chart.
   *
   * @param chart name of the chart
   * @throws DH2002 when the set has no such chart
   */
  public pin<Name extends ChartName>(chart: Name): ChartPin<ChartValues[Name]> {
    const pin = this.pins[chart];
    if (pin === undefined) return fail(unknownChart(chart, this.name, this.charts));
    return pin as unknown as ChartPin<ChartValues[Name]>;
  }

  /**
   * The set with another known version of one chart.
   *
   * @param chart name of the chart
   * @param version exact version, one that the catalogue knows
   * @throws DH2002 and DH2003
   */
  public with(chart: ChartName, version: string): ChartSet {
    this.pin(chart);
    return new ChartSet(`${this.name}+${chart}-${version}`, { ...this.pins, [chart]: find(chart, version) });
  }

  /**
   * The set with a chart that the library does not know.
   *
   * @param pin a pin of your own
   * @throws DH2011 when the set has a chart of this name
   */
  public add(pin: ChartPin): ChartSet {
    const present = this.pins[pin.name];
    if (present !== undefined) fail(chartInSet(pin.name, this.name, present.version));
    return new ChartSet(`${this.name}+${pin.name}-${pin.version}`, { ...this.pins, [pin.name]: pin });
  }
}

function find(chart: ChartName, version: string): ChartPin {
  const known: readonly ChartPin[] = CATALOG[chart];
  const versions = known.map((pin) => pin.version);
  return known.find((pin) => pin.version === version) ?? fail(unknownChartVersion(chart, version, versions));
}
