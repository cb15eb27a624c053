import { Cidr, Model, OutsideRouter, Power, Rack, Site, Topology } from 'datahall';
import { DEMAND, type TrafficDemand } from '../../../../lib/network/demand/facts';
import { cablesCarryTraffic, trafficProven } from '../../../../lib/network/rules/cables-carry-traffic';
import { trafficCarried, trafficEndsKnown } from '../../../../lib/network/rules/traffic-carried';
import type { Rule } from '../../../../lib/rules/rule';
import { SITE, type SiteFact } from '../../../../lib/site/facts';
import { serverOf, siteOf, switchOf } from '../../../support/fabrics';

const model = switchOf(64);
const clos = Topology.leafSpine({ leaf: model, spine: model, spines: 2, racksPerLeaf: 2 });
const router = OutsideRouter.of({
  fabric: 'f',
  asn: 64_496,
  links: {
    'lab-f-spine-001': { port: 60, addresses: [Cidr.of('192.0.2.0/31')] },
    'lab-f-spine-002': { port: 60, addresses: [Cidr.of('192.0.2.2/31')] },
  },
});
const site = new Site('lab', {
  racks: { a: Rack.row(4, { units: 48, feeds: 3, feed: Power.kw(60) }) },
  servers: { s: serverOf(2).times(8), one: serverOf(2).times(1), idle: serverOf(1, 100, 'management').times(2) },
  fabrics: { f: clos },
  addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  outside: { edge: router },
}).toFact();

const demand = (change: Partial<TrafficDemand>): TrafficDemand => ({
  ...{ name: 'requests', kind: 'inference', from: 's', to: 's', per: 'group', pattern: 'even', burstBytes: 0 },
  ...{ bitsPerSecond: 1e9, ...change },
});
const check = (rule: Rule, change: Partial<TrafficDemand>, on: SiteFact = site) => {
  const identity = { path: 'platform', stage: '' };
  const demands = { kind: DEMAND.name, ...identity, site: 'lab', demands: [demand(change)] };
  const facts = [{ kind: SITE.name, ...identity, ...on }, demands];
  return rule.check(new Model(facts as never)).map(({ problem }) => problem);
};

describe('declared traffic', () => {
  it('has ends that are there: DH3878', () => {
    expect(check(trafficEndsKnown, {})).toEqual([]);
    expect(check(trafficEndsKnown, { to: 'edge' })).toEqual([]);
    expect(check(trafficEndsKnown, { from: 'nope' })).toMatchObject([
      { code: 'DH3878', got: "'nope'", allowed: expect.stringContaining("'s', 'one', 'idle', 'edge'") as string },
    ]);
  });

  it.each<[string, Partial<TrafficDemand>]>([
    ['no fabric carries rdma', { kind: 'all-reduce' }],
    ["f does not reach 'idle'", { to: 'idle' }],
    ["'one' has one server", { from: 'one', to: 'one' }],
  ])('is carried by a fabric, otherwise %s: DH3879', (got, change) => {
    const only = {
      ...site,
      fabrics: site.fabrics.map((each) => ({
        ...each,
        topology: { ...each.topology, carries: ['frontend'] as const },
      })),
    };
    expect(check(trafficCarried, {}, only)).toEqual([]);
    expect(check(trafficCarried, change, only)).toMatchObject([{ code: 'DH3879', got }]);
  });

  it('passes to and from a router outside of the site, over the switches that it is joined to: DH3827', () => {
    expect(check(trafficCarried, { to: 'edge' })).toEqual([]);
    expect(check(cablesCarryTraffic, { to: 'edge', bitsPerSecond: 150e9 })).toEqual([]);
    expect(check(cablesCarryTraffic, { to: 'edge', bitsPerSecond: 250e9 })).toMatchObject([
      { code: 'DH3827', got: "125 Gbit/s over the link of lab-f-spine-001 to the outside router 'edge'" },
    ]);
    expect(check(cablesCarryTraffic, { from: 'edge', bitsPerSecond: 250e9 })).toHaveLength(1);
    // Two groups of leaves with two uplinks to each of two spines: four cables into each spine.
    expect(check(cablesCarryTraffic, { to: 'edge', bitsPerSecond: 900e9 }).map(({ got }) => got.slice(0, 12))).toEqual([
      '112.5 Gbit/s',
      '450 Gbit/s o',
    ]);
  });

  it('of a large ring is found too much, fitting, or not proven: DH3880', () => {
    const ring = siteOf(
      Topology.ring({ switch: switchOf(64, 800), switches: 2000 }),
      2000,
      serverOf(1, 800).times(16_000),
    );
    const found = (bitsPerSecond: number) =>
      [cablesCarryTraffic, trafficProven]
        .flatMap((rule) => check(rule, { bitsPerSecond }, ring))
        .map(({ code }) => code);
    expect(found(900e12)).toEqual(['DH3827']);
    expect(found(4e12)).toEqual(['DH3880']);
    expect(found(100e9)).toEqual([]);
  });
});
