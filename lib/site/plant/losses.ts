import { counted } from '../../errors/print';
import type { PlantFact, PlantPart } from './facts';
import { carry, INTACT, suffices, type Loss } from './flow';

/**
 * All single losses that a plant must survive: nothing, a feed of a row, and of each part what its redundancy says.
 *
 * @param plant the plant
 */
export function singleLosses(plant: PlantFact): readonly Loss[] {
  const feeds = plant.rows.flatMap(({ row, feeds: named }) =>
    named.map((_, index): Loss => ({
      name: `feed ${index + 1} of the row '${row}'`,
      modules: new Map(),
      feed: { row, index },
    })),
  );
  return [INTACT, ...feeds, ...plant.parts.flatMap((part) => lossOf(part))];
}

/**
 * The same losses during an outage of all utilities. Outages last for hours, and what fails then is often a generator
 * that does not start.
 *
 * @param plant the plant
 * @returns nothing when the plant has no generators
 */
export function lossesInOutage(plant: PlantFact): readonly Loss[] {
  if (!plant.parts.some(({ type }) => type === 'generator')) return [];
  const utilities = plant.parts.filter(({ type }) => type === 'utility');
  const outage = new Map(utilities.map(({ name, modules }) => [name, modules]));
  return singleLosses(plant)
    .filter(({ modules }) => utilities.every(({ name }) => !modules.has(name)))
    .map((loss) => ({ ...loss, modules: new Map([...outage, ...loss.modules]) }));
}

function lossOf(part: PlantPart): readonly Loss[] {
  if (part.redundancy === 'N') return [];
  const lost = part.redundancy === '2N' ? part.modules : 1;
  const name = lost === part.modules ? `'${part.name}'` : `one of ${counted(part.modules, 'module')} of '${part.name}'`;
  return [{ name, modules: new Map([[part.name, lost]]) }];
}

/**
 * What a part can really lose while the plant still carries all racks: `2N` for all of it, `N+k` for k modules, `N` for
 * none, and `short` when the plant is overloaded with nothing lost.
 *
 * @param plant the plant
 * @param part name of the part
 */
export function redundancyOf(plant: PlantFact, part: string): string {
  const count = plant.parts.find(({ name }) => name === part)?.modules ?? 0;
  const survives = (lost: number): boolean =>
    carry(plant, { name: part, modules: new Map([[part, lost]]) }).every(suffices);
  if (!survives(0)) return 'short';
  if (survives(count)) return '2N';
  let spare = 0;
  while (survives(spare + 1)) spare += 1;
  return spare === 0 ? 'N' : `N+${spare}`;
}
