import { Bandwidth } from '../../units/bandwidth';
import type { SiteFabric } from '../fabrics';
import { cablesOf, type CableEnd } from './cables';
import { runOf, type Place } from './places';
import { UNKNOWN, type Table } from './table';

const NOWHERE: Place = { rack: null, row: null, unit: null };

/** Two columns of a place and two of a device, for each end. */
const END = ['device', 'port', 'rack', 'unit'];

/**
 * The cabling of a fabric: a row for each link, arms of a breakout cable with the same id.
 *
 * @param fabric the fabric
 * @param places places of the site's devices by name
 */
export function cablingTable(fabric: SiteFabric, places: ReadonlyMap<string, Place>): Table {
  const placeOf = ({ device }: CableEnd) => places.get(device.name) ?? { ...NOWHERE, rack: device.rack };
  const cells = (end: CableEnd) => {
    const { rack, unit } = placeOf(end);
    return [end.device.name, end.label, rack ?? UNKNOWN, unit ?? UNKNOWN];
  };
  return {
    head: ['cable', ...END.map((each) => `from ${each}`), ...END.map((each) => `to ${each}`), 'speed', 'run', 'kind'],
    rows: cablesOf(fabric).flatMap(({ id, bps, kind, arms }) =>
      arms.map(({ from, to }) => {
        const run = runOf(placeOf(from), placeOf(to));
        return [id, ...cells(from), ...cells(to), Bandwidth.bps(bps).toString(), run, kind];
      }),
    ),
  };
}
