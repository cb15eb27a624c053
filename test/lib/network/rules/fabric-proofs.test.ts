import { Bandwidth, Bytes, Duration, Length, Model, Topology, type FabricRequirements } from 'datahall';
import { bisectionSuffices } from '../../../../lib/network/rules/bisection-suffices';
import { cablesCarryTraffic } from '../../../../lib/network/rules/cables-carry-traffic';
import { fabricJoined } from '../../../../lib/network/rules/fabric-joined';
import { fabricRedundant } from '../../../../lib/network/rules/fabric-redundant';
import { failuresSurvived } from '../../../../lib/network/rules/failures-survived';
import { hopsBounded } from '../../../../lib/network/rules/hops-bounded';
import { latencyBounded } from '../../../../lib/network/rules/latency-bounded';
import { oversubscriptionBounded } from '../../../../lib/network/rules/oversubscription-bounded';
import { sharedRisksSurvived } from '../../../../lib/network/rules/shared-risks-survived';
import { DEMAND } from '../../../../lib/network/demand/facts';
import { SITE, type SiteFact } from '../../../../lib/site/facts';
import type { Rule } from '../../../../lib/rules/rule';
import { serverOf, siteOf, switchOf } from '../../../support/fabrics';
import { smallSite } from '../../../support/small-site';

const model = switchOf(64);
const [single, dual] = [serverOf(1), serverOf(2)];

const asModel = (site: SiteFact, more: readonly object[] = []) =>
  new Model([{ kind: SITE.name, path: 'platform', stage: '', ...site }, ...(more as never[])]);
const twoSpines = (requirements?: FabricRequirements) =>
  siteOf(
    Topology.leafSpine({
      ...{ leaf: model, spine: model, spines: 2, racksPerLeaf: 2 },
      ...(requirements === undefined ? {} : { requirements }),
    }),
    4,
    dual.times(8),
  );
const problemsOf = (rule: Rule, site: SiteFact) => rule.check(asModel(site)).map(({ problem }) => problem);

const latency = (ns: number): FabricRequirements => ({
  latency: {
    within: Duration.nanoseconds(ns),
    latency: { portToPort: Duration.nanoseconds(500), source: 'test' },
    cable: Length.metres(66),
    packet: Bytes.of(4096),
    forwarding: 'cut-through',
  },
});

describe('what helps against a single point of failure', () => {
  it('names what the topology has: a graph has no homing', () => {
    const graph = Topology.graph({
      switches: { a: { model }, b: { model } },
      links: [['a', 'b', 2]],
      racks: { 'lab-a-01': ['a'], 'lab-a-02': ['b'] },
    });
    const fixes = [graph, Topology.ring({ switch: model, switches: 3 })].map(
      (topology) => problemsOf(fabricRedundant, siteOf(topology, 2, single.times(2)))[0]?.fix,
    );
    expect(fixes[0]).toMatch(/a second port, and their racks two switches in Topology\.graph$/);
    expect(fixes[1]).toMatch(/a second port, and the fabric homing 2$/);
  });
});

describe('rules of requirements', () => {
  it.each<[string, Rule, FabricRequirements, FabricRequirements]>([
    ['DH3822', failuresSurvived, { survives: 1 }, { survives: 2 }],
    ['DH3823', bisectionSuffices, { bisection: Bandwidth.gbps(400) }, { bisection: Bandwidth.gbps(1000) }],
    ['DH3824', oversubscriptionBounded, { oversubscription: 4 }, { oversubscription: 1.5 }],
    ['DH3825', hopsBounded, { switchHops: 3 }, { switchHops: 2 }],
    ['DH3826', latencyBounded, latency(3000), latency(2000)],
  ])('%s', (code, rule, good, bad) => {
    expect(problemsOf(rule, twoSpines())).toEqual([]);
    expect(problemsOf(rule, twoSpines(good))).toEqual([]);
    expect(problemsOf(rule, twoSpines(bad)).map((problem) => problem.code)).toEqual([code]);
  });

  it('DH3821 wants both leaves of a server in two racks', () => {
    // The hub stands in the first rack.
    const star = (survivesRack: boolean) => {
      const requirements = { survivesRack };
      const topology = Topology.star({ hub: model, leaf: model, racksPerLeaf: 1, requirements });
      return siteOf(topology, 4, single.times(8));
    };
    expect(problemsOf(sharedRisksSurvived, star(false))).toEqual([]);
    expect(problemsOf(sharedRisksSurvived, star(true))).toMatchObject([
      { code: 'DH3821', got: '4 servers outside of it cut off by the loss of lab-a-01' },
    ]);
    expect(problemsOf(sharedRisksSurvived, twoSpines({ survivesRack: true }))).toEqual([]);
  });
});

describe('a fabric without requirements', () => {
  it('of a good site is accepted', () => {
    expect(problemsOf(fabricRedundant, smallSite().toFact())).toEqual([]);
  });

  it('survives the loss of any one switch: DH3008', () => {
    expect(problemsOf(fabricRedundant, twoSpines())).toEqual([]);
    const one = Topology.leafSpine({ leaf: model, spine: model, spines: 1, racksPerLeaf: 2 });
    expect(problemsOf(fabricRedundant, siteOf(one, 4, dual.times(8)))).toMatchObject([
      { code: 'DH3008', fix: 'raise spines to 2 or more' },
    ]);
  });

  it.each<[string, Topology, RegExp]>([
    ['a star', Topology.star({ hub: model, leaf: model, racksPerLeaf: 1 }), /two spines/],
    [
      'servers with one port',
      Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing: 2, racksPerLeaf: 1 }),
      /second port/,
    ],
  ])('tells what helps %s', (_, topology, fix) => {
    const [problem] = problemsOf(fabricRedundant, siteOf(topology, 4, single.times(8)));
    expect(problem?.fix).toMatch(fix);
  });

  it('tells to raise homing where servers have ports enough', () => {
    const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing: 1, racksPerLeaf: 1 });
    const [problem] = problemsOf(fabricRedundant, siteOf(topology, 4, dual.times(8)));
    expect(problem?.fix).toMatch(/homing/);
  });

  it('is joined: DH3820', () => {
    const pairs = [
      [1, 2],
      [3, 4],
    ] as const;
    const apart = siteOf(Topology.mesh({ switch: model, switches: 4, pairs }), 4, single.times(8));
    expect(problemsOf(fabricJoined, twoSpines())).toEqual([]);
    expect(problemsOf(fabricJoined, apart).map(({ code }) => code)).toEqual(['DH3820']);
    expect(problemsOf(fabricRedundant, apart)).toEqual([]);
  });

  it('lists few names', () => {
    const site = siteOf(
      Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing: 1, racksPerLeaf: 1 }),
      30,
      single.times(60),
    );
    expect(problemsOf(fabricRedundant, site)[0]?.got).toMatch(/any one of (lab-f-leaf-00\d, ){5}and 25 more$/);
  });
});

it('cables carry the declared traffic: DH3827', () => {
  const demands = (bitsPerSecond: number) => {
    const traffic = { name: 'requests', kind: 'inference', from: 's', to: 's', per: 'sender', pattern: 'even' };
    const demand = { ...traffic, bitsPerSecond, burstBytes: 0 };
    return { kind: DEMAND.name, path: 'platform', stage: '', site: 'lab', demands: [demand] };
  };
  const check = (bps: number) => cablesCarryTraffic.check(asModel(twoSpines(), [demands(bps)]));
  expect(check(50e9)).toEqual([]);
  expect(check(400e9).map(({ problem }) => problem.code)).toEqual(['DH3827']);
});
