import fc from 'fast-check';
import {
  AsnPlan,
  Cidr,
  PodNetwork,
  Power,
  Rack,
  ReleaseTrain,
  ServerModel,
  Site,
  type SiteOptions,
  SwitchModel,
  Topology,
} from 'datahall';
import { Model } from '../../../lib/model/model';
import type { Rule } from '../../../lib/rules/rule';
import { wanCarries } from '../../../lib/site/rules/wan-carries';
import { wanStaysJoined } from '../../../lib/site/rules/wan-stays-joined';
import { wanAsnsApart, wanNetworksApart, wanReachesSites, wanSitesKnown } from '../../../lib/site/rules/wan-sites';
import { SITE, type SiteFact } from '../../../lib/site/facts';
import { synth } from '../../support/synth';
import { type ChargeOptions, Wan, type WanLinkOptions, type WanOptions } from '../../../lib/site/wan';
import { WAN, type WanLinkFact } from '../../../lib/site/wan-facts';
import { routesFrom, wanProofs } from '../../../lib/site/wan-routes';
import { Bandwidth } from '../../../lib/units/bandwidth';
import { Duration } from '../../../lib/units/duration';

const link = (a: string, b: string, ms: number, change: Partial<WanLinkOptions> = {}): WanLinkFact =>
  Wan.link({ between: [a, b], bandwidth: Bandwidth.gbps(100), latency: Duration.milliseconds(ms), ...change });

const triangle = [link('oslo', 'bergen', 4), link('bergen', 'tromso', 10), link('oslo', 'tromso', 20)];
const mirror: ChargeOptions = {
  kind: 'mirroring',
  from: 'oslo',
  to: 'tromso',
  bandwidth: Bandwidth.gbps(30),
  peakFactor: 2,
};
const backup: ChargeOptions = { ...mirror, kind: 'backup', to: 'bergen', bandwidth: Bandwidth.gbps(25) };

function found(rule: Rule, options: WanOptions): readonly object[] {
  const model = new Model([{ kind: WAN.name, path: 'platform', stage: '', ...Wan.of(options).toFact() }]);
  return rule.check(model).map(({ problem }) => problem);
}

describe('Wan', () => {
  it('routes by latency: 14 ms over two links, not 20 ms over one', () => {
    const way = routesFrom(triangle, 'oslo').get('tromso') ?? [];
    expect(way.map(({ name }) => name)).toEqual(['oslo-bergen', 'bergen-tromso']);
  });

  it('prefers fewer links, then names, where latencies are equal', () => {
    const direct = [...triangle.slice(0, 2), link('oslo', 'tromso', 14)];
    expect(routesFrom(direct, 'oslo').get('tromso')).toHaveLength(1);
    const twin = [link('oslo', 'bergen', 4, { name: 'z' }), link('oslo', 'bergen', 4, { name: 'a' })];
    expect(routesFrom(twin, 'oslo').get('bergen')?.[0]?.name).toBe('a');
  });

  it.each<[string, object, string]>([
    ['a rate without a unit', { bandwidth: 100 }, 'DH1006'],
    ['a line that carries nothing', { bandwidth: Bandwidth.gbps(0) }, 'DH1005'],
    ['a time without a unit', { latency: 4 }, 'DH1006'],
    ['one end', { between: ['oslo'] }, 'DH3270'],
    ['three ends', { between: ['oslo', 'bergen', 'tromso'] }, 'DH3270'],
    ['a text', { between: 'oslo-bergen' }, 'DH1006'],
    ['a site in place of its name', { between: ['oslo', { name: 'bergen' }] }, 'DH1101'],
    ['a text of which each letter would be a risk', { sharedRisk: 'duct' }, 'DH1006'],
    ['no name', { name: '' }, 'DH1006'],
  ])('takes no line with %s', (_, change, code) => {
    expect(() => link('oslo', 'bergen', 4, change as Partial<WanLinkOptions>)).toThrow(code);
  });

  it('takes charges of known kinds with a rate, and at least one line', () => {
    const of = (change: object) => () => Wan.of({ links: triangle, charges: { mirror: { ...mirror, ...change } } });
    expect(of({})).not.toThrow();
    expect(of({ kind: 'copies' })).toThrow('DH1006');
    expect(of({ bandwidth: 30 })).toThrow('DH1006');
    expect(() => Wan.of({ links: [] })).toThrow('DH1004');
  });

  it('carries what fits, and names the charges of a link that does not: DH3272', () => {
    expect(found(wanCarries, { links: triangle, charges: { mirror } })).toEqual([]);
    expect(found(wanCarries, { links: triangle, charges: { mirror, backup } })).toEqual([
      expect.objectContaining({
        code: 'DH3272',
        what: "the WAN link 'oslo-bergen' carries more than it can: mirror, backup",
        got: '110 Gbit/s',
        allowed: 'at most 100 Gbit/s',
      }),
    ]);
  });

  it('counts a charge on each link of its way: DH3272', () => {
    const links = [triangle[0]!, link('bergen', 'tromso', 10, { bandwidth: Bandwidth.gbps(50) }), triangle[2]!];
    const [problem] = found(wanCarries, { links, charges: { mirror } });
    expect(problem).toMatchObject({ what: expect.stringContaining("'bergen-tromso'") as string, got: '60 Gbit/s' });
  });

  it('counts the directions of a link apart', () => {
    const back = { ...backup, from: 'bergen', to: 'oslo' };
    expect(found(wanCarries, { links: triangle, charges: { mirror, back } })).toEqual([]);
  });

  it('checks the load after a loss only where it is asked for: DH3272', () => {
    const links = [triangle[0]!, triangle[1]!, link('oslo', 'tromso', 20, { bandwidth: Bandwidth.gbps(50) })];
    expect(found(wanCarries, { links, charges: { mirror } })).toEqual([]);
    expect(found(wanCarries, { links, charges: { mirror }, fitAfterLoss: true })).toEqual([
      expect.objectContaining({
        what: "the WAN link 'oslo-tromso' carries more than it can when the link 'oslo-bergen' is lost: mirror",
        got: '60 Gbit/s',
      }),
    ]);
  });

  it('stays joined as a ring, and not as a chain: DH3273', () => {
    expect(found(wanStaysJoined, { links: triangle })).toEqual([]);
    expect(found(wanStaysJoined, { links: triangle.slice(0, 2) })).toEqual([
      expect.objectContaining({ what: "the loss of the link 'oslo-bergen' parts the sites", code: 'DH3273' }),
      expect.objectContaining({ got: 'tromso cannot reach oslo, bergen' }),
    ]);
  });

  it('is parted by a duct that two links share: DH3273', () => {
    const duct = { sharedRisk: ['bridge'] };
    const links = [link('oslo', 'bergen', 4, duct), triangle[1]!, link('oslo', 'tromso', 20, duct)];
    expect(found(wanStaysJoined, { links })).toEqual([
      expect.objectContaining({
        what: "the loss of the shared risk 'bridge' parts the sites",
        got: 'bergen, tromso cannot reach oslo',
      }),
    ]);
  });

  it('says once that sites are not joined at all: DH3273', () => {
    const links = [triangle[0]!, link('tromso', 'bodo', 3)];
    expect(found(wanStaysJoined, { links })).toEqual([expect.objectContaining({ what: 'not all sites are joined' })]);
  });

  it('has a proof of each link, each loss, and each link after each loss', () => {
    const plain = wanProofs(Wan.of({ links: triangle, charges: { mirror } }).toFact());
    expect(plain).toHaveLength(3 + 3);
    expect(plain[0]).toMatchObject({ rule: 'DH3272', ok: true, value: 60, limit: 100, witness: ['mirror'] });
    expect(wanProofs(Wan.of({ links: triangle, fitAfterLoss: true }).toFact())).toHaveLength(3 + 3 + 3 * 2);
    const chain = wanProofs(Wan.of({ links: triangle.slice(0, 2) }).toFact());
    expect(chain[2]).toMatchObject({ rule: 'DH3273', ok: false, value: 2, witness: ['bergen', 'tromso'] });
  });

  it.each<[string, () => unknown]>([
    ['DH3270', () => link('oslo', 'oslo', 1)],
    ['DH3270', () => Wan.of({ links: triangle, charges: { mirror: { ...mirror, to: 'bodo' } } })],
    ['DH3270', () => Wan.of({ links: triangle, charges: { mirror: { ...mirror, to: 'oslo' } } })],
    ['DH3271', () => Wan.of({ links: [...triangle, link('oslo', 'bergen', 5)] })],
    ['DH1005', () => Wan.of({ links: triangle, charges: { mirror: { ...mirror, peakFactor: 0.5 } } })],
  ])('refuses with %s what makes no sense', (code, make) => {
    expect(make).toThrow(code);
  });

  it('says which sites there are: DH3270', () => {
    expect(() => link('oslo', 'oslo', 1)).toThrow('allowed  two different sites');
    const charges = { mirror: { ...mirror, to: 'bodo' } };
    expect(() => Wan.of({ links: [link('oslo', 'bergen', 4)], charges })).toThrow("allowed  two of 'oslo', 'bergen'");
  });

  it('finds the least latency that Floyd and Warshall find', () => {
    const edge = fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 50 })).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
        const links = edges.map(([a, b, ms], at) => link(`s${a}`, `s${b}`, ms, { name: `l${at}` }));
        const least = Array.from({ length: 6 }, (_, a) =>
          Array.from({ length: 6 }, (_1, b) => (a === b ? 0 : Infinity)),
        );
        for (const [a, b, ms] of edges) {
          least[a]![b] = Math.min(least[a]![b]!, ms);
          least[b]![a] = Math.min(least[b]![a]!, ms);
        }
        for (let k = 0; k < 6; k += 1)
          for (let a = 0; a < 6; a += 1)
            for (let b = 0; b < 6; b += 1) least[a]![b] = Math.min(least[a]![b]!, least[a]![k]! + least[k]![b]!);
        const ways = routesFrom(links, 's0');
        least[0]!.forEach((ms, site) => {
          const way = ways.get(`s${site}`);
          expect(way === undefined).toBe(ms === Infinity);
          const sum = (way ?? []).reduce((all, { latencySeconds }) => all + latencySeconds, 0) * 1000;
          if (way !== undefined) expect(sum).toBeCloseTo(ms, 6);
        });
      }),
    );
  });
});

describe('sites of a WAN', () => {
  const { SN5600 } = SwitchModel;
  const site = (name: string, options: Partial<SiteOptions> = {}) =>
    new Site(name, {
      racks: { a: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
      servers: { s: ServerModel.NVME_2U.times(4) },
      fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }) },
      addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
      ...options,
    }).toFact();
  const apart = {
    addresses: { underlay: Cidr.of('10.1.0.0/16'), virtualIps: Cidr.of('203.0.113.0/24') },
    asns: AsnPlan.fourByte({ base: 4_210_000_000 }),
  };
  const check = (rule: Rule, other: SiteFact, options: Partial<WanOptions> = {}) => {
    const wan = Wan.of({ links: [link('oslo', 'bergen', 4)], ...options }).toFact();
    const identity = { path: 'platform', stage: '' };
    const facts = [site('oslo'), other].map((fact) => ({ kind: SITE.name, ...identity, ...fact }));
    return rule
      .check(new Model([...facts, { kind: WAN.name, ...identity, ...wan }]))
      .map(({ problem }) => [problem.code, problem.got]);
  };

  it('share no addresses: DH3274', () => {
    expect(check(wanNetworksApart, site('bergen', apart))).toEqual([]);
    expect(check(wanNetworksApart, site('bergen'))).toEqual([['DH3274', '10.0.0.0/16 of bergen']]);
    const addresses = { ...apart.addresses, virtualIps: Cidr.of('198.51.100.0/25') };
    expect(check(wanNetworksApart, site('bergen', { addresses }))).toEqual([['DH3274', '198.51.100.0/25 of bergen']]);
    const pods = { ...apart.addresses, pods: Cidr.of('10.0.0.0/20') };
    expect(check(wanNetworksApart, site('bergen', { addresses: pods }))).toHaveLength(1);
    const podNetwork = PodNetwork.overlay();
    expect(check(wanNetworksApart, site('bergen', { addresses: pods, podNetwork }))).toEqual([]);
    expect(check(wanNetworksApart, site('tromso'))).toEqual([]);
  });

  it('share no AS numbers: DH3275', () => {
    expect(check(wanAsnsApart, site('bergen', apart))).toEqual([]);
    expect(check(wanAsnsApart, site('bergen'))).toEqual([['DH3275', 'numbers from 4200000000']]);
    const two = site('bergen', { asns: AsnPlan.twoByte() });
    expect(check(wanAsnsApart, two)).toEqual([]);
  });

  it('are those of the program, or described elsewhere: DH3276', () => {
    expect(check(wanSitesKnown, site('bergen'))).toEqual([]);
    expect(check(wanSitesKnown, site('bergn'))).toEqual([['DH3276', "'bergen'"]]);
    expect(check(wanSitesKnown, site('bergn'), { elsewhere: ['bergen'] })).toEqual([]);
    expect(() => Wan.of({ links: [link('oslo', 'bergen', 4)], elsewhere: ['tromso'] })).toThrow(/^DH3270 /);
  });

  it('are all that the program has: DH3279', () => {
    const at = (name: string): object => ({ kind: SITE.name, path: '', stage: name, ...site(name) });
    const wan = { kind: WAN.name, path: 'platform', stage: '', ...Wan.of({ links: triangle }).toFact() };
    const alone = (...facts: readonly object[]): readonly string[] =>
      wanReachesSites.check(new Model(facts as never)).map(({ at: { stage } }) => stage);
    expect(alone(at('oslo'), at('narvik'), wan)).toEqual(['narvik']);
    expect(alone(at('oslo'), at('bergen'), wan)).toEqual([]);
    expect(alone(at('oslo'), at('narvik'))).toEqual([]);
  });

  it('are published with what is proven', () => {
    const out = synth((app) => {
      new ReleaseTrain(app, 'platform').join(Wan.of({ links: triangle, elsewhere: ['oslo', 'bergen', 'tromso'] }));
    });
    expect(out.findings).toEqual([]);
    const report = out.files.get('artifacts/platform/wan.md');
    expect(report).toContain('| holds | DH3273 | the sites stay joined without the link');
    const facts = (JSON.parse(out.files.get('datahall.json')!) as { facts: { kind: string; proofs: object[] }[] })
      .facts;
    expect(facts.find(({ kind }) => kind === 'wan-proofs')?.proofs).toHaveLength(6);
  });
});
