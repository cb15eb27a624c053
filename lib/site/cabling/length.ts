import type { SiteFact } from '../facts';
import { layoutOf } from '../layout';
import { racksOf } from '../racks';
import { placedRouters, placedSwitches } from '../switch-units';
import type { CablingSpec, MediumSpec } from './spec';

/** Height of a rack unit in metres (EIA-310: 1.75 inches). */
export const RACK_UNIT_METRES = 0.044_45;

/** Where the ports of a device are. */
export interface Position {
  /** Number of the row, from 0. */
  readonly row: number;
  /** Number of the rack in its row, from 0. */
  readonly rack: number;
  /** Metres from the floor of the rack to the middle of the device. */
  readonly height: number;
  /** Metres from the floor of the rack to its top. */
  readonly top: number;
}

/** Lengths that are sold: steps in metres, and the length up to which each holds. */
const STEPS: readonly (readonly [upTo: number, step: number])[] = [
  [5, 0.5],
  [20, 1],
  [Number.POSITIVE_INFINITY, 5],
];

/** What sums of fractions are wrong by. */
const EPSILON = 1e-9;

/**
 * Positions of the devices of a site by name; those without a place in a rack are missing.
 *
 * @param site the fact of the site
 */
export function positionsOf(site: SiteFact): ReadonlyMap<string, Position> {
  const rows = new Map(site.racks.map(({ row }, index) => [row, index]));
  const racks = new Map<string, Pick<Position, 'row' | 'rack' | 'top'>>();
  for (const { name, row, units } of racksOf(site).values()) {
    const rack = Number(name.slice(name.lastIndexOf('-') + 1)) - 1;
    racks.set(name, { row: rows.get(row) ?? 0, rack, top: units * RACK_UNIT_METRES });
  }
  const servers = layoutOf(site).flatMap((group, index) =>
    group.servers.map((server) => ({ ...server, rackUnits: site.servers[index]?.rackUnits ?? 0 })),
  );
  const others = [...placedSwitches(site), ...placedRouters(site)].map(({ name, model: { rackUnits }, rack, unit }) => {
    return { name, rack, unit, rackUnits };
  });
  return new Map(
    [...servers, ...others].flatMap(({ name, rack, unit, rackUnits }): [string, Position][] => {
      const place = racks.get(rack ?? '');
      if (place === undefined || unit === null) return [];
      return [[name, { ...place, height: (unit - 1 + rackUnits / 2) * RACK_UNIT_METRES }]];
    }),
  );
}

/**
 * Length of a cable in metres. In one rack: the difference of the heights. Else up to the tray above the higher rack
 * and down from it, along the row by the pitch of racks, across by the pitch of rows. Both with slack.
 *
 * @param a position of one end
 * @param b position of the other
 * @param cabling pitches, slack, and the way to the tray where it was given
 */
export function cableLength(
  a: Position,
  b: Position,
  cabling: Pick<CablingSpec, 'rackPitchMetres' | 'rowPitchMetres' | 'slackMetres' | 'verticalMetres'>,
): number {
  const { rackPitchMetres, rowPitchMetres, slackMetres, verticalMetres } = cabling;
  const [across, along] = [Math.abs(a.row - b.row), Math.abs(a.rack - b.rack)];
  if (across === 0 && along === 0) return Math.abs(a.height - b.height) + slackMetres;
  const tray = Math.max(a.top, b.top);
  const rises = verticalMetres === null ? tray - a.height + (tray - b.height) : 2 * verticalMetres;
  return rises + along * rackPitchMetres + across * rowPitchMetres + slackMetres;
}

/**
 * The length in metres that a cable is ordered in: the next one that is sold; where that is not known, the next half
 * metre up to 5 m, the next metre up to 20 m, then the next five.
 *
 * @param metres what is needed
 * @param medium what it is made of: lengths and reach
 * @returns nothing when that is longer than the medium reaches
 */
export function orderLength(
  metres: number,
  { lengths, reachMetres }: Pick<MediumSpec, 'lengths' | 'reachMetres'>,
): number | undefined {
  const ordered = lengths === null ? nextStep(metres) : lengths.find((each) => each >= metres - EPSILON);
  return ordered === undefined || ordered > reachMetres ? undefined : ordered;
}

function nextStep(metres: number): number {
  const [, step] = STEPS.find(([upTo]) => metres <= upTo + EPSILON) ?? [0, 5];
  return Math.max(1, Math.ceil(metres / step - EPSILON)) * step;
}
