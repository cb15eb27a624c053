import { portsExceeded } from '../../errors/fabric';
import type { Problem } from '../../errors/problem';
import type { Shape, SwitchClass } from './spec';
import type { PlannedSwitch } from './switches';

/** A switch that has fewer cages of a speed than its cables need. */
export interface Overfull {
  /** Its name. */
  readonly name: string;
  /** Its class. */
  readonly model: string;
  /** Speed of the cages. */
  readonly speed: string;
  /** Cages that are needed. */
  readonly needed: number;
  /** Cages that there are. */
  readonly count: number;
}

/**
 * Where a leaf has too few cages: servers grow from the first one, trunks from the last, and they must not meet.
 *
 * @param leaf the switch
 * @param highest highest cage of a server, from 0
 * @param uplinks group of cages of its trunks, and how many these take
 * @param classes classes by name
 */
export function overfull(
  leaf: PlannedSwitch | undefined,
  highest: number,
  uplinks: { readonly group: number; readonly cages: number } | undefined,
  classes: ReadonlyMap<string, SwitchClass>,
): readonly Overfull[] {
  const model = classes.get(leaf?.model ?? '');
  if (leaf === undefined || model === undefined) return [];
  const found: Overfull[] = [];
  let first = 0;
  for (const [group, { count, bps }] of model.ports.entries()) {
    const trunks = group === uplinks?.group ? uplinks.cages : 0;
    const needed = highest - first + 1 + trunks;
    const last = first + count;
    if (highest >= first && (highest < last || group === model.ports.length - 1) && needed > count)
      found.push({ name: leaf.name, model: model.name, speed: `${bps / 1e9} Gbit/s`, needed, count });
    first = last;
  }
  return found;
}

/** What leaves more ports of a switch for servers, by the kind of topology. */
const REMEDIES: Readonly<Record<Shape['kind'], string>> = {
  'leaf-spine': 'lower racksPerLeaf, perRack or spines',
  'rail-optimised': 'lower racksPerLeaf, perRack or spines',
  star: 'lower racksPerLeaf or perRack',
  'fat-tree': 'lower racksPerLeaf or perRack',
  ring: 'raise switches, or lower racksPerLeaf or perRack',
  mesh: 'lower racksPerLeaf, perRack or switches, name fewer pairs',
  graph: 'give a switch fewer racks or fewer links',
};

/**
 * A problem for each class and speed. The fullest switch is named: what mends it mends the others, as a rule.
 *
 * @param fabric name of the fabric
 * @param kind kind of its topology
 * @param full switches that are too full
 */
export function portProblems(fabric: string, kind: Shape['kind'], full: readonly Overfull[]): readonly Problem[] {
  const worst = new Map<string, { readonly of: Overfull; readonly others: number }>();
  for (const each of full) {
    const key = `${each.model} ${each.speed}`;
    const before = worst.get(key);
    if (before === undefined) worst.set(key, { of: each, others: 0 });
    else worst.set(key, { of: each.needed > before.of.needed ? each : before.of, others: before.others + 1 });
  }
  return [...worst.values()].map(({ of: { name, model, speed, needed, count }, others }) => {
    const device = `${name}${others === 0 ? '' : `, and ${others} more,`} of the class ${model}`;
    return portsExceeded(fabric, device, needed, count, speed, REMEDIES[kind]);
  });
}
