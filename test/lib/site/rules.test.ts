import { Cidr, Model, OutsideRouter, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { powerKnown, powerSuffices, rackUnitsSuffice, suppliesSuffice } from '../../../lib/site/rules/site-capacity';
import { rackCarriesWeight } from '../../../lib/site/rules/rack-carries-weight';
import { rackLoads } from '../../../lib/site/rack-loads';
import { podsFitNodes } from '../../../lib/site/rules/pods-fit-nodes';
import { rangesDisjoint } from '../../../lib/site/rules/ranges-disjoint';
import { sharesDisjoint } from '../../../lib/site/rules/shares-disjoint';
import { SITE, SITE_SHARE, type SiteFact } from '../../../lib/site/facts';
import { smallSite } from '../../support/small-site';

const good = smallSite().toFact();

function model(change: (site: SiteFact) => Partial<SiteFact>): Model {
  return new Model([{ kind: SITE.name, path: 'platform', stage: '', ...good, ...change(good) }]);
}

function racks(change: Partial<SiteFact['racks'][number]>): (site: SiteFact) => Partial<SiteFact> {
  return (site) => ({ racks: site.racks.map((row) => (row.row === 'gpu' ? { ...row, ...change } : row)) });
}

describe('rules of a site', () => {
  it.each([rackUnitsSuffice, powerSuffices, suppliesSuffice])('accept a good site', (rule) => {
    expect(rule.check(model(() => ({})))).toEqual([]);
  });

  it('count servers and switches of a rack that is too full: DH3005', () => {
    const [violation] = rackUnitsSuffice.check(model(racks({ units: 15 })));
    expect(violation?.problem).toMatchObject({ code: 'DH3005', got: '20 units', allowed: 'at most 15 units' });
  });

  it('count places that are kept for more servers: DH3005', () => {
    const { options } = smallSite();
    const servers = { ...options.servers, control: ServerModel.CONTROL_1U.times(6, { row: 'core', perRack: 40 }) };
    const kept = model(() => new Site('lab', { ...options, servers }).toFact());
    expect(rackUnitsSuffice.check(kept)).toEqual([]);
    const tight = new Site('lab', {
      ...options,
      servers,
      racks: { ...options.racks, core: Rack.row(2, { units: 42, feeds: 2, feed: Power.kw(17) }) },
    });
    expect(rackUnitsSuffice.check(model(() => tight.toFact()))[0]?.problem.got).toBe('48 units');
  });

  it('name the rack with the highest place, though another has more devices: DH3005', () => {
    const { options } = smallSite();
    // One server in the first rack, above all places that are kept; the second has what the rest of the row holds.
    const servers = {
      control: ServerModel.CONTROL_1U.times(1, { row: 'core', perRack: 40 }),
      storage: ServerModel.NVME_2U.times(1, { row: 'core' }),
      h100: options.servers['h100']!,
    };
    const border = SwitchModel.custom({ ...SwitchModel.SN5600.facts, name: 'border', rackUnits: 9 });
    const device = { model: border, rack: 'lab-core-02' };
    const fact = new Site('lab', { ...options, servers }).toFact();
    const links = { 'lab-main-spine-001': { port: 40, addresses: [Cidr.of('192.0.2.0/31')] } };
    const { spec } = OutsideRouter.of({ fabric: 'main', asn: 64_496, links, device });
    const site: SiteFact = { ...fact, outside: [{ name: 'isp', ...spec }] };
    const loads = new Map(rackLoads(site).map(({ rack, units }) => [rack, units]));
    expect(loads.get('lab-core-02')).toBeGreaterThan(loads.get('lab-core-01')!);
    const low = { ...site, racks: site.racks.map((row) => ({ ...row, units: row.row === 'core' ? 41 : row.units })) };
    const [violation] = rackUnitsSuffice.check(model(() => low));
    expect(violation?.problem).toMatchObject({ code: 'DH3005', got: '42 units' });
    expect(violation?.problem.what).toContain('lab-core-01');
  });

  it('find a rack that draws too much with one feed lost: DH3006', () => {
    const [violation] = powerSuffices.check(model(racks({ feedWatts: 10_000 })));
    expect(violation?.problem).toMatchObject({ code: 'DH3006', got: '26.4 kW', allowed: 'at most 20 kW' });
  });

  it('know that two feeds do not carry a DGX H100 when one is lost: DH3010', () => {
    const [violation] = suppliesSuffice.check(model(racks({ feeds: 2, feedWatts: 60_000 })));
    expect(violation?.problem).toMatchObject({ code: 'DH3010', got: '3 power supplies left', allowed: 'at least 4' });
  });

  it('find a rack that carries too much, or servers of unknown weight: DH3016', () => {
    const load = (kg: number, weightKg: number | null) =>
      model((site) => ({
        racks: site.racks.map((row) => ({ ...row, loadKg: row.row === 'gpu' ? kg : null })),
        servers: site.servers.map((group) => ({ ...group, weightKg })),
      }));
    expect(rackCarriesWeight.check(load(300, 130))).toEqual([]);
    expect(rackCarriesWeight.check(load(250, 130)).map(({ problem }) => [problem.code, problem.got])).toEqual([
      ['DH3016', '260 kg'],
    ]);
    expect(rackCarriesWeight.check(load(300, null))[0]?.problem.got).toContain('DGX-H100, whose weight is not known');
  });

  it('warn of switches whose power is not known: DH3015', () => {
    const topology = Topology.railOptimised({
      leaf: SwitchModel.QM9700,
      spine: SwitchModel.QM9700,
      spines: 2,
      rails: 8,
    });
    const rails = model(() => new Site('lab', { ...smallSite().options, fabrics: { rdma: topology } }).toFact());
    expect(powerKnown.check(rails).map(({ problem }) => [problem.code, problem.got])).toEqual([['DH3015', 'QM9700']]);
    expect(powerKnown.check(model(() => ({})))).toEqual([]);
  });

  it('give each node a part of the range of pods: DH3017', () => {
    const withPods = (podNetwork: 'routed' | 'overlay', prefix: number, stages = ['dev', 'prod']) => {
      const site = {
        ...good,
        podNetwork,
        addresses: { ...good.addresses, pods: '10.244.0.0/16', nodePodPrefix: prefix },
      };
      const share = (stage: string) => ({
        site: 'lab',
        servers: { h100: [`${stage}-1`, `${stage}-2`, `${stage}-3`] },
        virtualIps: '',
      });
      return new Model([
        { kind: SITE.name, path: 'platform', stage: '', ...site },
        ...stages.map((stage) => ({ kind: SITE_SHARE.name, path: 'platform', stage, ...share(stage) })),
      ]);
    };
    expect(podsFitNodes.check(withPods('routed', 24))).toEqual([]);
    expect(podsFitNodes.check(withPods('routed', 18))[0]?.problem).toMatchObject({
      code: 'DH3017',
      got: '10.244.0.0/16 has 4 parts of /18',
      allowed: 'at least 6 parts, one for each server',
    });
    expect(podsFitNodes.check(withPods('overlay', 18))).toEqual([]);
    // A program with the network alone: whichever stages come, routed pods of all servers share the range.
    expect(podsFitNodes.check(withPods('routed', 24, []))).toEqual([]);
    expect(podsFitNodes.check(withPods('routed', 18, []))[0]?.problem.allowed).toBe(
      'at least 18 parts, one for each server',
    );
    expect(podsFitNodes.check(withPods('overlay', 18, []))).toEqual([]);
  });

  it('keep ranges of fabrics apart: DH3012', () => {
    const withRange = (range: string) =>
      model((site) => ({ addresses: { ...site.addresses, fabrics: { main: range } } }));
    expect(rangesDisjoint.check(withRange('10.0.0.0/18'))).toEqual([]);
    expect(rangesDisjoint.check(withRange('198.51.0.0/16')).map(({ problem }) => problem.code)).toEqual(['DH3012']);
  });

  it('keep ranges of both IP versions apart: DH3012', () => {
    const rails = good.fabrics.map((fabric) => ({ ...fabric, name: 'rails' }));
    const withRange = (range: string) =>
      model((site) => ({
        fabrics: [...site.fabrics, ...rails],
        addresses: { ...site.addresses, ipv6: 'fd00:10::/48', fabrics: { rails: range } },
      }));
    // The part of the fabric 'main' in IPv6, and in IPv4 that of 'rails', which another one cannot be given.
    expect(rangesDisjoint.check(withRange('fd00:10::/52')).map(({ problem }) => problem.code)).toEqual(['DH3012']);
    expect(rangesDisjoint.check(withRange('fd00:11::/52'))).toEqual([]);
    const main = model((site) => ({
      fabrics: [...site.fabrics, ...rails],
      addresses: { ...site.addresses, ipv6: 'fd00:10::/48', fabrics: { main: 'fd00:11::/52', rails: '10.0.0.0/18' } },
    }));
    expect(rangesDisjoint.check(main).map(({ problem }) => problem.got)).toEqual(['10.0.0.0/18']);
  });

  it('find servers that two stages have: DH3004', () => {
    const share = (stage: string, ...names: string[]): never =>
      ({ kind: SITE_SHARE.name, path: 'platform', stage, site: 'lab', servers: { h100: names } }) as never;
    expect(sharesDisjoint.check(new Model([share('dev', 'a'), share('prod', 'b')]))).toEqual([]);
    const [violation] = sharesDisjoint.check(new Model([share('dev', 'a', 'b'), share('prod', 'b', 'c')]));
    expect(violation?.problem).toMatchObject({ code: 'DH3004', got: 'b' });
    expect(violation?.at.stage).toBe('prod');
  });
});
