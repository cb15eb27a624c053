import type { PlantFact, PlantPart } from './facts';

/** What a plant has lost. */
export interface Loss {
  /** How to call it in a message. */
  readonly name: string;
  /** Modules that are lost, by part. */
  readonly modules: ReadonlyMap<string, number>;
  /** A feed of all racks of a row that is lost. */
  readonly feed?: { readonly row: string; readonly index: number };
}

/** What a part, a row or a cooling zone must carry, and what it has. */
export interface Carried {
  /** A power part, a row that has no live feed left, or a cooling zone. */
  readonly type: 'part' | 'row' | 'zone';
  /** Its name. */
  readonly name: string;
  /** Load, or heat. */
  readonly watts: number;
  /** What it can carry. */
  readonly capacity: number;
}

/** Nothing is lost. */
export const INTACT: Loss = { name: 'nothing', modules: new Map() };

/**
 * Lets the largest load of all racks run through a plant that has lost something. The load of a row is shared evenly by
 * its live feeds, as power supplies do; a part draws from the first of its supplies that is alive. Not a maximum flow:
 * current does not look for the way with room.
 *
 * @param plant the plant
 * @param loss what it has lost
 * @returns what each part, row and zone carries; too much where `watts` is above `capacity`
 */
export function carry(plant: PlantFact, loss: Loss): readonly Carried[] {
  const modules = new Map<string, number>();
  const supplyOf = new Map<string, string>();
  for (const part of plant.parts) {
    const supply = part.from.find((name) => (modules.get(name) ?? 0) > 0);
    const left = Math.max(0, part.modules - (loss.modules.get(part.name) ?? 0));
    modules.set(part.name, part.from.length === 0 || supply !== undefined ? left : 0);
    if (supply !== undefined) supplyOf.set(part.name, supply);
  }
  const load = new Map<string, number>();
  const add = (name: string, watts: number): void => void load.set(name, (load.get(name) ?? 0) + watts);

  const dark = plant.rows.flatMap((row): Carried[] => {
    const live = row.feeds.filter(
      (name, index) => (modules.get(name) ?? 0) > 0 && !(loss.feed?.row === row.row && loss.feed.index === index),
    );
    for (const name of live) add(name, row.watts / live.length);
    return live.length > 0 || row.watts === 0 ? [] : [{ type: 'row', name: row.row, watts: row.watts, capacity: 0 }];
  });

  // Each part comes after its supplies: from the last to the first, a part's load is known when it is its turn.
  const carried = [...plant.parts].reverse().flatMap((part): Carried[] => {
    const left = modules.get(part.name) ?? 0;
    const watts = part.type === 'cooling' ? left * part.drawWatts : (load.get(part.name) ?? 0);
    const supply = supplyOf.get(part.name);
    if (supply !== undefined) add(supply, watts / part.efficiency);
    if (part.type === 'cooling') return [];
    return [{ type: 'part', name: part.name, watts, capacity: left * part.moduleWatts }];
  });

  const zones = plant.zones.map(({ zone, rows, share, units }): Carried => {
    const heat = plant.rows.filter(({ row }) => rows.includes(row)).reduce((sum, { watts }) => sum + watts, 0);
    const inZone = plant.parts.filter((part: PlantPart) => part.type === 'cooling' && units.includes(part.name));
    const capacity = inZone.reduce((sum, part) => sum + (modules.get(part.name) ?? 0) * part.moduleWatts, 0);
    return { type: 'zone', name: zone, watts: heat * share, capacity };
  });
  return [...dark, ...carried.reverse(), ...zones];
}

/** Watts that a floating point sum may be wrong by. */
const EPSILON = 1e-6;

/**
 * Whether something is not overloaded.
 *
 * @param carried load and capacity
 */
export function suffices(carried: Carried): boolean {
  return carried.watts <= carried.capacity + EPSILON;
}
