import { Bytes, Duration, type LatencyRequirement, Length, Model, SwitchModel, Topology, TrafficClass } from 'datahall';
import { DEMAND } from '../../../../lib/network/demand/facts';
import { hops } from '../../../../lib/network/proofs/hops';
import { subjectOf } from '../../../../lib/network/proofs/subject';
import { trafficLatency } from '../../../../lib/network/proofs/traffic-latency';
import { wayMetres } from '../../../../lib/network/proofs/way-length';
import { latencyKnown, trafficInTime } from '../../../../lib/network/rules/traffic-in-time';
import { plannedCables } from '../../../../lib/site/cabling/plan';
import { SITE, type SiteFact } from '../../../../lib/site/facts';
import { cabledSite } from '../../../support/cabled-sites';
import { builtOf, serverOf, siteOf, switchOf } from '../../../support/fabrics';

const asked = (ns: number, cable?: Length): LatencyRequirement => ({
  within: Duration.nanoseconds(ns),
  latency: { portToPort: Duration.nanoseconds(500), source: 'test' },
  packet: Bytes.of(4096),
  forwarding: 'cut-through',
  ...(cable === undefined ? {} : { cable }),
});
const { SN5600 } = SwitchModel;
const clos = (latency?: LatencyRequirement) =>
  Topology.leafSpine({
    ...{ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 1, homing: 1 },
    ...(latency === undefined ? {} : { requirements: { latency } }),
  });
const identity = { path: 'platform', stage: '' };
const demand = (latency: LatencyRequirement) =>
  TrafficClass.checkpoint({ from: 's', to: 's', size: Bytes.tb(1), within: Duration.hours(1), latency }).toFact(
    'saves',
  );
const modelOf = (site: SiteFact, latency?: LatencyRequirement) =>
  new Model([
    { kind: SITE.name, ...identity, ...site },
    ...(latency === undefined ? [] : [{ kind: DEMAND.name, ...identity, site: site.name, demands: [demand(latency)] }]),
  ] as never);

describe('the cable on the way of a packet', () => {
  const cabled = cabledSite({ topology: clos(asked(1e6)) });
  const name = cabled.fabrics[0]!.name;

  it('is at most that of the longest cables, where cabling is known', () => {
    const cables = plannedCables(cabled).map(({ metres, arm }) => ({
      metres: metres!,
      isServer: arm.from.device.role === 'server' || arm.to.device.role === 'server',
    }));
    const longest = (isServer: boolean) =>
      Math.max(...cables.filter((each) => each.isServer === isServer).map(({ metres }) => metres));
    expect(wayMetres(cabled, name, 3)).toBeCloseTo(2 * longest(true) + 2 * longest(false), 9);
    expect(wayMetres(cabled, name, 1)).toBeCloseTo(2 * longest(true), 9);
    const subject = subjectOf(cabled, builtOf(cabled));
    const proof = hops(subject, cabled).find(({ rule }) => rule === 'DH3826');
    const wire = (4096 * 8) / 800;
    expect(proof?.value).toBeCloseTo(3 * 500 + 5 * wayMetres(cabled, name, 3)! + wire, 6);
    expect(proof?.exact).toBe(false);
  });

  it('is given, or follows from the cabling of the site: DH3884', () => {
    const plain = (latency: LatencyRequirement) => siteOf(clos(latency), 4, serverOf(1, 800).times(8));
    const codes = (model: Model) => latencyKnown.check(model).map(({ problem }) => problem.code);
    expect(codes(modelOf(cabled))).toEqual([]);
    expect(codes(modelOf(plain(asked(1e6, Length.metres(10)))))).toEqual([]);
    expect(codes(modelOf(plain(asked(1e6))))).toEqual(['DH3884']);
    const none = siteOf(clos(), 4, serverOf(1, 800).times(8));
    expect(codes(modelOf(none, asked(1e6)))).toEqual(['DH3884']);
    expect(codes(modelOf(none, asked(1e6, Length.metres(10))))).toEqual([]);
  });
});

describe('a packet of a class of traffic', () => {
  const on = (topology: Topology, racks = 4, servers = 8) => {
    const own = serverOf(1, 400, 'storage');
    return siteOf(topology, racks, own.times(servers));
  };
  const fast = switchOf(8, 400);
  const tree = on(Topology.fatTree({ switch: fast, k: 4, racksPerLeaf: 1 }), 8);

  it('has a bound of its own, 5 switches and 166 m: DH3885', () => {
    const latency = asked(4000, Length.metres(166));
    const [proof] = trafficLatency(subjectOf(tree, builtOf(tree)), tree, [demand(latency)]);
    expect(proof).toMatchObject({ rule: 'DH3885', ok: true, exact: true, limit: 4000 });
    expect(proof?.value).toBeCloseTo(3411.92, 6);
    expect(trafficInTime.check(modelOf(tree, latency))).toEqual([]);
    const [found] = trafficInTime.check(modelOf(tree, asked(3000, Length.metres(166))));
    expect(found?.problem).toMatchObject({ code: 'DH3885', got: '3412 ns', allowed: 'at most 3000 ns' });
  });

  it('is bounded by the whole fabric where there are many servers', () => {
    const large = on(
      Topology.leafSpine({ leaf: switchOf(64, 400), spine: switchOf(64, 400), spines: 2, homing: 1 }),
      10,
      210,
    );
    const [proof] = trafficLatency(subjectOf(large, builtOf(large)), large, [demand(asked(4000, Length.metres(66)))]);
    expect(proof).toMatchObject({ exact: false, ok: true });
    expect(proof?.value).toBeCloseTo(1911.92, 6);
  });
});
