import fc from 'fast-check';
import { Model } from '../../../lib/model/model';
import type { Rule } from '../../../lib/rules/rule';
import { wanCarries } from '../../../lib/site/rules/wan-carries';
import { wanStaysJoined } from '../../../lib/site/rules/wan-stays-joined';
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

  it('finds the least latency that Floyd and Warshall find', () => {
    const edge = fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 50 })).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
        const links = edges.map(([a, b, ms], at) => link(String(a), String(b), ms, { name: `l${at}` }));
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
        const ways = routesFrom(links, '0');
        least[0]!.forEach((ms, site) => {
          const way = ways.get(String(site));
          expect(way === undefined).toBe(ms === Infinity);
          const sum = (way ?? []).reduce((all, { latencySeconds }) => all + latencySeconds, 0) * 1000;
          if (way !== undefined) expect(sum).toBeCloseTo(ms, 6);
        });
      }),
    );
  });
});
