import { Bandwidth } from '../../units/bandwidth';
import { printMetres, type PlannedCable } from '../cabling/plan';
import type { SiteFabric } from '../fabrics';
import type { OutsideCable } from '../outside-cables';
import { cablesOf, type CableEnd } from './cables';
import { runOf, type Place } from './places';
import { UNKNOWN, type Table } from './table';

const NOWHERE: Place = { rack: null, row: null, unit: null };

/** Two columns of a place and two of a device, for each end. */
const END = ['device', 'port', 'rack', 'unit'];

/**
 * The cabling of a fabric: a row for each link, arms of a breakout cable with the same id. Where the cabling is known,
 * it also has the length that the cable is ordered in, and what it is made of.
 *
 * @param fabric the fabric
 * @param places places of the site's devices by name
 * @param planned cables of the site with lengths and media; none when the cabling is not known
 * @param outside cables of the fabric to outside routers
 */
export function cablingTable(
  fabric: SiteFabric,
  places: ReadonlyMap<string, Place>,
  planned: readonly PlannedCable[] = [],
  outside: readonly OutsideCable[] = [],
): Table {
  const plans = new Map(
    planned.filter((each) => each.fabric === fabric.input.name).map((each) => [each.cable.id, each]),
  );
  const placeOf = ({ device }: CableEnd) => places.get(device.name) ?? { ...NOWHERE, rack: device.rack };
  const cells = (end: CableEnd) => {
    const { rack, unit } = placeOf(end);
    return [end.device.name, end.label, rack ?? UNKNOWN, unit ?? UNKNOWN];
  };
  const order = (id: string): readonly string[] => {
    const plan = plans.get(id);
    if (plan === undefined) return [];
    return [plan.ordered === null ? UNKNOWN : printMetres(plan.ordered), plan.medium?.name ?? UNKNOWN];
  };
  const head = ['cable', ...END.map((each) => `from ${each}`), ...END.map((each) => `to ${each}`)];
  return {
    head: [...head, 'speed', 'run', 'kind', ...(plans.size === 0 ? [] : ['length', 'medium'])],
    rows: cablesOf(fabric, outside).flatMap(({ id, bps, kind, arms }) =>
      arms.map(({ from, to }) => {
        const run = runOf(placeOf(from), placeOf(to));
        return [id, ...cells(from), ...cells(to), Bandwidth.bps(bps).toString(), run, kind, ...order(id)];
      }),
    ),
  };
}
