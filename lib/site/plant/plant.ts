import { fail } from '../../errors/datahall-error';
import { plantNameTaken, unknownSupply } from '../../errors/plant';
import type { Power } from '../../units/power';
import { positive, share, wholeNumber } from '../../units/ranges';
import type { PlantFact, PlantPart } from './facts';
import type { CoolingUnitOptions, GeneratorOptions, PlantOptions, SupplyOptions, UpsOptions } from './options';

/** What a row of racks draws, and how many feeds its racks have. */
export interface RowLoad {
  /** Name of the row. */
  readonly row: string;
  /** Largest power of all its servers and switches. */
  readonly power: Power;
  /** Feeds of one rack. */
  readonly feeds: number;
}

/**
 * The power and cooling plant of a site: utilities, generators, UPS systems, PDUs and cooling zones, and which feed of
 * which row hangs on what.
 *
 * The modules of one part share a bus. What can fail as a whole is a part of its own, or is asked for with the
 * redundancy `2N`.
 *
 * @example
 * Plant.of({
 *   utilities: { grid: { capacity: Power.mw(2), redundancy: '2N' } },
 *   generators: { diesel: { capacity: Power.kw(500), modules: 3 } },
 *   ups: {
 *     a: { capacity: Power.kw(250), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
 *     b: { capacity: Power.kw(250), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
 *   },
 *   feeds: { gpu: ['a', 'b'] },
 *   cooling: { hall: { rows: ['gpu'], units: { crah: { capacity: Power.kw(100), modules: 5, from: ['a', 'b'] } } } },
 * });
 */
export class Plant {
  private readonly parts: readonly PlantPart[];

  private constructor(
    /** What it consists of. */
    public readonly options: PlantOptions,
  ) {
    this.parts = partsOf(options);
    const names = this.parts.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) fail(plantNameTaken(twice));
    checkSupplies(this.parts, options.feeds);
    for (const zone of Object.values(options.cooling)) share('share', zone.share ?? 1);
  }

  /**
   * Describes a plant.
   *
   * @param options what it consists of
   * @throws DH1004 and DH1005 for numbers; DH3250 when a name is taken; DH3251 when a part hangs on nothing known
   */
  public static of(options: PlantOptions): Plant {
    return new Plant(options);
  }

  /**
   * The plant as a fact.
   *
   * @param site name of the site
   * @param loads what each row draws
   */
  public toFact(site: string, loads: readonly RowLoad[]): PlantFact {
    const { feeds } = this.options;
    const unknown = Object.keys(feeds).filter((row) => !loads.some((load) => load.row === row));
    return {
      site,
      parts: this.parts,
      rows: [
        ...loads.map(({ row, power, feeds: rackFeeds }) => ({
          row,
          watts: power.watts,
          rackFeeds,
          feeds: feeds[row] ?? [],
        })),
        // A row that is not there has no feeds: DH3256 names it.
        ...unknown.map((row) => ({ row, watts: 0, rackFeeds: 0, feeds: feeds[row] ?? [] })),
      ],
      zones: Object.entries(this.options.cooling).map(([zone, { rows, share: taken = 1, units }]) => ({
        zone,
        rows,
        share: taken,
        units: Object.keys(units),
      })),
    };
  }
}

type Given = SupplyOptions & Partial<GeneratorOptions> & Partial<UpsOptions> & Partial<CoolingUnitOptions>;

/** Sources first, then what hangs on them. */
function partsOf(options: PlantOptions): readonly PlantPart[] {
  const { utilities, generators = {}, ups = {}, pdus = {}, cooling } = options;
  const parts = (type: PlantPart['type'], given: Readonly<Record<string, Given>>): readonly PlantPart[] =>
    Object.entries(given).map(([name, part]) => partOf(type, name, part));
  return [
    ...parts('utility', utilities),
    ...parts('generator', generators),
    ...parts('ups', ups),
    ...parts('pdu', pdus),
    ...Object.values(cooling).flatMap(({ units }) => parts('cooling', units)),
  ];
}

function partOf(type: PlantPart['type'], name: string, part: Given): PlantPart {
  const { modules = 1, redundancy = 'N+1', from = [], efficiency = 1 } = part;
  const field = `modules of ${name}`;
  wholeNumber(field, modules, 1);
  share('efficiency', positive('efficiency', efficiency));
  const [moduleWatts, drawWatts] = [part.capacity.watts, part.power?.watts ?? 0];
  const [startSeconds, autonomySeconds] = [part.start?.seconds ?? null, part.autonomy?.seconds ?? null];
  return { name, type, moduleWatts, modules, redundancy, from, efficiency, drawWatts, startSeconds, autonomySeconds };
}

/** What may feed what: power goes down, so there are no circles. */
const SUPPLIES: Readonly<Record<PlantPart['type'], readonly PlantPart['type'][]>> = {
  utility: [],
  generator: [],
  ups: ['utility', 'generator'],
  pdu: ['utility', 'generator', 'ups'],
  cooling: ['utility', 'generator', 'ups', 'pdu'],
};

function checkSupplies(parts: readonly PlantPart[], feeds: PlantOptions['feeds']): void {
  const namesOf = (types: readonly string[]): readonly string[] =>
    parts.filter(({ type }) => types.includes(type)).map(({ name }) => name);
  const check = (part: string, from: readonly string[], known: readonly string[]): void => {
    if (from.length === 0 || from.some((name) => !known.includes(name))) fail(unknownSupply(part, from, known));
  };
  for (const { name, type, from } of parts)
    if (SUPPLIES[type].length > 0) check(`'${name}'`, from, namesOf(SUPPLIES[type]));
  for (const [row, from] of Object.entries(feeds))
    check(`the row '${row}'`, from, namesOf(['utility', 'generator', 'ups', 'pdu']));
}
