import {
  CableMedium,
  type CableMediumFacts,
  type CablingOptions,
  Cidr,
  Length,
  Power,
  Rack,
  type ServerModel,
  Site,
  type Topology,
} from 'datahall';
import type { SiteFact } from '../../lib/site/facts';
import { leafSpine, server } from './report-sites';

/** Cabling with round numbers: racks 1 m apart, rows 3 m, half a metre of slack. */
export const CABLING: CablingOptions = {
  media: CableMedium.known,
  rackPitch: Length.metres(1),
  rowPitch: Length.metres(3),
  slack: Length.metres(0.5),
};

/** What a cabled site is made of. */
export interface CabledParts {
  readonly cabling?: CablingOptions;
  /** Racks that came at a time. */
  readonly racks?: readonly number[];
  readonly servers?: number;
  readonly model?: ServerModel;
  readonly topology?: Topology;
  /** Another row behind the first, whose servers are joined to the same spines. */
  readonly secondRow?: boolean;
}

/** A site of one row, or two, and one fabric, whose cabling is known. */
export function cabledSite(parts: CabledParts = {}): SiteFact {
  const { cabling = CABLING, racks = [4], servers = 8, model = server(1, 800), secondRow = false } = parts;
  const { topology = leafSpine(2, 1) } = parts;
  const [first = 1, ...more] = racks;
  const options = { units: 48, feeds: 3, feed: Power.kw(23) };
  const row = more.reduce((all, count) => all.plus(count), Rack.row(first, options));
  return new Site('lab', {
    racks: { a: row, ...(secondRow ? { b: Rack.row(2, { ...options, units: 42 }) } : {}) },
    servers: {
      s: model.times(servers, { row: 'a', perRack: 8 }),
      ...(secondRow ? { t: model.times(2, { row: 'b' }) } : {}),
    },
    fabrics: { main: topology },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
    cabling,
  }).toFact();
}

/** The known straight cable of 800 Gbit/s in copper, but for some of it. */
export function medium(change: Partial<CableMediumFacts>): CableMedium {
  return CableMedium.custom({ ...CableMedium.MMF_800G.facts, ...change });
}
