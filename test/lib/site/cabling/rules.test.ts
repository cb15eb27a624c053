import { Bandwidth, CableMedium, Length, Model, Power, ServerModel, SwitchModel, Topology } from 'datahall';
import type { Rule } from '../../../../lib/rules/rule';
import { cablingProofs } from '../../../../lib/site/cabling/proofs';
import { plannedCables } from '../../../../lib/site/cabling/plan';
import { SITE, type SiteFact } from '../../../../lib/site/facts';
import { rackLoads } from '../../../../lib/site/rack-loads';
import { cableLengthsKnown } from '../../../../lib/site/rules/cable-lengths-known';
import { cablesReach } from '../../../../lib/site/rules/cables-reach';
import { mediaFit } from '../../../../lib/site/rules/media-fit';
import { portsFeedModules } from '../../../../lib/site/rules/ports-feed-modules';
import { CABLING, cabledSite, medium, type CabledParts } from '../../../support/cabled-sites';
import { graphOf, reportSite, server } from '../../../support/report-sites';

const RULES = [cablesReach, mediaFit, cableLengthsKnown, portsFeedModules];
const problems = (rule: Rule, site: SiteFact) =>
  rule.check(new Model([{ ...site, kind: SITE.name, path: 'platform', stage: '' }])).map(({ problem }) => problem);
const withMedia = (media: readonly CableMedium[], parts: CabledParts = {}) =>
  cabledSite({ ...parts, cabling: { ...CABLING, media } });

describe('rules of cables', () => {
  it.each(RULES)('accept cables that reach, or say nothing where nothing is known', (rule) => {
    expect(problems(rule, cabledSite({ secondRow: true }))).toEqual([]);
    expect(problems(rule, reportSite())).toEqual([]);
  });

  it('name the longest cable that no medium reaches: DH3860', () => {
    const found = problems(cablesReach, withMedia([medium({ reach: Length.metres(3) })], { racks: [8], servers: 8 }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: 'DH3860', allowed: "at most 3 m, the reach of 'MMA4Z00-NS'" });
    // From the spine below two leaves in rack 1 to the lower leaf in rack 8: 5 + 3 units, 7 m, and half a metre.
    expect(found[0]?.got).toMatch(/^7\.86 m are needed by the longest of them, main, lab-main-spine-001:\d+ to /);
    expect(found[0]?.got).toContain('to lab-main-leaf-016');
  });

  it('know the medium of the longest reach of those that fit', () => {
    const media = [medium({ reach: Length.metres(2) }), CableMedium.SMF_2X400G, medium({ reach: Length.metres(3) })];
    expect(problems(cablesReach, withMedia(media, { racks: [8] }))[0]?.allowed).toContain('at most 3 m');
  });

  it.each<[string, CableMedium]>([
    ['speed', medium({ speed: Bandwidth.gbps(400) })],
    ['number of arms', medium({ ways: 2 })],
    ['ports that share a module', medium({ from: { connector: 'OSFP', ports: 2, power: Power.watts(17) } })],
    ['connector', medium({ from: { connector: 'QSFP-DD', power: Power.watts(1) } })],
  ])('find a kind of cable for which there is no medium of its %s: DH3861', (_, wrong) => {
    const [found] = problems(mediaFit, withMedia([wrong]));
    expect(found?.code).toBe('DH3861');
    expect(found?.what).toContain("of the kind 'straight, 800 Gbit/s'");
    expect(problems(cablesReach, withMedia([wrong]))).toEqual([]);
  });

  it('list media of the speed, and only the speeds of others: DH3861', () => {
    const far = medium({ name: 'slow', speed: Bandwidth.gbps(400) });
    const [found] = problems(mediaFit, withMedia([far, far, medium({ name: 'near', ways: 2 })]));
    expect(found?.got).toBe("'near' of 2 x 800 Gbit/s, OSFP to OSFP, media of 400 Gbit/s");
  });

  it('find that there are no media at all: DH3861', () => {
    expect(problems(mediaFit, withMedia([])).map(({ code, got }) => [code, got])).toEqual([['DH3861', 'no media']]);
  });

  it('warn of cables whose ends stand nowhere: DH3862', () => {
    const [found] = problems(cableLengthsKnown, cabledSite({ racks: [1], servers: 1, topology: graphOf('x', 'y') }));
    expect(found).toMatchObject({ code: 'DH3862', got: expect.stringMatching(/^3 cables, such as main, /) as string });
  });

  it('find modules that draw more than their port gives: DH3863', () => {
    const drawing = (watts: number) =>
      withMedia([medium({ to: { connector: 'OSFP', power: Power.watts(watts) } })], { racks: [1], servers: 1 });
    expect(problems(portsFeedModules, drawing(18))).toEqual([]);
    const [found] = problems(portsFeedModules, drawing(18.5));
    // Servers are not asked what their ports give: the ends of the trunks at the leaf are those that draw too much.
    expect(found).toMatchObject({ code: 'DH3863', got: "18.5 W for 'MMA4Z00-NS'", allowed: 'at most 18 W' });
    expect(found?.what).toContain('of lab-main-leaf-001');
  });
});

describe('the choice of a medium', () => {
  it('is the first that fits and reaches, in the order of preference', () => {
    const chosen = (media: readonly CableMedium[]) => {
      const plan = plannedCables(withMedia(media, { racks: [6], servers: 6 }));
      return new Set(plan.map((each) => each.medium?.name));
    };
    expect(chosen([CableMedium.SMF_800G, CableMedium.DAC_800G])).toEqual(new Set(['MMS4X00-NS']));
    expect(chosen([CableMedium.DAC_800G, CableMedium.SMF_800G])).toEqual(new Set(['MCP4Y10', 'MMS4X00-NS']));
  });

  it('fits the speed and the arms of a breakout cable', () => {
    const site = cabledSite({ model: server(2, 200), racks: [2], servers: 4 });
    for (const { cable, medium: chosen } of plannedCables(site))
      expect([chosen?.bps, chosen?.ways]).toEqual([cable.bps, cable.ways]);
  });

  it('fits cages that two ports share, of servers and of switches', () => {
    const { QM9700, SN5600 } = SwitchModel;
    const names = (leaf: SwitchModel) => {
      const topology = Topology.railOptimised({ leaf, spine: leaf, spines: 1, rails: 8 });
      const site = cabledSite({ racks: [1], servers: 2, model: ServerModel.DGX_H100, topology });
      return new Set(plannedCables(site).map((each) => each.medium?.name));
    };
    expect(names(QM9700)).toEqual(new Set(['port of MMA4Z00-NS to port of MMA4Z00-NS']));
    expect(names(SN5600)).toContain('MMA4Z00-NS to ports of 2 flat-top MMA4Z00-NS');
    expect(names(SN5600)).not.toContain('MCP7Y00');
  });

  it('never orders less than is needed, nor more than reaches', () => {
    for (const { metres, ordered, medium: chosen } of plannedCables(cabledSite({ racks: [12], servers: 24 }))) {
      expect(ordered!).toBeGreaterThanOrEqual(metres!);
      expect(ordered!).toBeLessThanOrEqual(chosen!.reachMetres);
    }
  });
});

describe('power of modules', () => {
  const plain = SwitchModel.custom({ ...SwitchModel.SN5600.facts, name: 'plain', opticsIncluded: false });
  const parts = (model: SwitchModel): CabledParts => ({
    racks: [1],
    servers: 1,
    topology: Topology.leafSpine({ leaf: model, spine: model, spines: 1, homing: 1 }),
  });
  const watts = (model: SwitchModel) => rackLoads(withMedia([CableMedium.MMF_800G], parts(model)))[0]?.watts;

  it('is added at switches whose largest power does not count it', () => {
    // One server, a leaf and a spine: a module at the server, which counts it itself, and three in switches.
    expect(watts(plain)).toBe(500 + 2 * 3000 + 3 * 17);
  });

  it('is not added where the largest power of the class counts it', () => {
    expect(watts(SwitchModel.SN5600)).toBe(500 + 2 * 3000);
  });

  it('is not added where cabling is not known', () => {
    expect(rackLoads({ ...cabledSite(parts(plain)), cabling: null })[0]?.watts).toBe(500 + 2 * 3000);
  });
});

describe('cablingProofs', () => {
  it('hold for a site whose cables reach', () => {
    const proofs = cablingProofs(cabledSite());
    expect(proofs.filter(({ ok }) => !ok)).toEqual([]);
    expect(new Set(proofs.map(({ rule }) => rule))).toEqual(new Set(['DH3860', 'DH3861', 'DH3862', 'DH3863']));
    expect(cablingProofs(reportSite())).toEqual([]);
  });

  it.each<[string, SiteFact]>([
    ['DH3860', withMedia([medium({ reach: Length.metres(3) })], { racks: [8], servers: 8 })],
    ['DH3861', withMedia([])],
    ['DH3862', cabledSite({ racks: [1], servers: 1, topology: graphOf('x', 'y') })],
    ['DH3863', withMedia([medium({ to: { connector: 'OSFP', power: Power.watts(20) } })], { racks: [1] })],
  ])('fail with %s just where the rule finds something', (code, site) => {
    const failed = cablingProofs(site).filter(({ ok }) => !ok);
    expect(failed.map(({ rule }) => rule)).toEqual([code]);
    expect(RULES.flatMap((rule) => problems(rule, site)).map((problem) => problem.code)).toEqual([code]);
  });
});
