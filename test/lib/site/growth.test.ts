import fc from 'fast-check';
import { Bytes, Plant, Power, Site } from 'datahall';
import { smallSite } from '../../support/small-site';
import { Model } from '../../../lib/model/model';
import { exhaustions, Growth, growthProofs, monthAfter, type ResourceUse, usedAfter } from '../../../lib/site/growth';
import { GROWTH, type GrowthFact, type GrowthRate } from '../../../lib/site/growth-facts';
import { growthLasts } from '../../../lib/site/rules/growth-lasts';

const plan = (growth: GrowthRate, resources: Readonly<Record<string, ResourceUse>>, months = 36): GrowthFact =>
  Growth.of({ start: '2026-11', months, growth }).toFact(resources);

const outOf = (fact: GrowthFact): readonly string[] =>
  exhaustions(fact).map(({ resource, month }) => `${resource.name} ${month}`);

describe('Growth', () => {
  it.each([
    [Growth.linear(10), '2027-02'], // 80, 90, 100, 110: the fourth month
    [Growth.compound(0.4), '2027-07'], // 80 · 1.4^(8/12) = 100.1
    [Growth.compound(1), '2027-03'], // 80 · 2^(4/12) = 100.8
    [Growth.linear(0.5), undefined], // 97.5 after 35 months
  ])('by %j uses 100 of 80 up in %s', (growth, month) => {
    expect(exhaustions(plan(growth, { power: { used: 80, capacity: 100, unit: 'kW' } }))[0]?.month).toBe(month);
  });

  it('by 100 % a year doubles in twelve months', () => {
    const [resource] = plan(Growth.compound(1), { power: { used: 7, capacity: 9, unit: 'kW' } }).resources;
    expect(usedAfter(resource!, 12)).toBeCloseTo(14, 12);
  });

  it('names what runs out first, then the others: DH3265', () => {
    const fact = plan(Growth.compound(0.4), {
      ports: { used: 50, capacity: 100, unit: 'ports' },
      power: { used: 80, capacity: 100, unit: 'kW' },
      units: { used: 10, capacity: 100, unit: 'U', growth: Growth.linear(1) },
    });
    expect(outOf(fact)).toEqual(['power 2027-07', 'ports 2028-12']);
    const model = new Model([{ kind: GROWTH.name, path: 'platform', stage: '', ...fact }]);
    expect(growthLasts.check(model).map(({ problem }) => problem)).toEqual([
      expect.objectContaining({
        code: 'DH3265',
        what: 'the growth that is expected uses up power in 2027-07, then ports in 2028-12',
        got: '100.117 kW in 2027-07',
        allowed: 'at most 100 kW',
      }),
    ]);
  });

  it('that fits passes, up to the last month of the horizon', () => {
    const resources = { power: { used: 80, capacity: 100, unit: 'kW' } };
    const model = (months: number): Model =>
      new Model([{ kind: GROWTH.name, path: 'p', stage: '', ...plan(Growth.compound(0.4), resources, months) }]);
    expect(growthLasts.check(model(8))).toEqual([]);
    expect(growthLasts.check(model(9))).toHaveLength(1);
  });

  it('has a proof of each resource', () => {
    const resources = { power: { used: 80, capacity: 100, unit: 'kW' } };
    expect(growthProofs(plan(Growth.linear(10), resources))).toMatchObject([
      {
        rule: 'DH3265',
        claim: 'growth through 2029-10 leaves enough: power',
        ok: false,
        value: 430,
        limit: 100,
        witness: ['2027-02'],
      },
    ]);
    expect(growthProofs(plan(Growth.linear(0), resources))).toMatchObject([{ ok: true, witness: ['2029-10'] }]);
  });

  it('counts what a site has: racks, plant, ports of all tiers, addresses, and what is said to be in use', () => {
    const { options } = smallSite();
    const plant = Plant.of({
      utilities: { grid: { capacity: Power.kw(100), redundancy: '2N' } },
      feeds: { gpu: ['grid'], core: ['grid'] },
      cooling: {
        hall: { rows: ['gpu', 'core'], units: { crah: { capacity: Power.kw(100), modules: 2, from: ['grid'] } } },
      },
    });
    const used = {
      ...{ gpus: 24, storage: Bytes.tb(900) },
      resources: { licences: { used: 9, capacity: 10, unit: 'licences', growth: Growth.linear(1) } },
    };
    const growth = Growth.of({ start: '2026-11', months: 12, growth: Growth.compound(0), ...used });
    const { statements } = new Site('lab', { ...options, plant, growth });
    const fact = statements.find(({ kind }) => kind.name === GROWTH.name)?.fact as GrowthFact;
    const of = (name: string) => {
      const found = fact.resources.find((each) => each.name === name);
      return found === undefined ? undefined : `${found.used} of ${found.capacity} ${found.unit}`;
    };
    expect(of("rack units of 'gpu'")).toBe('40 of 96 units');
    expect(of("ports of the spines of 'main'")).toBe('8 of 128 cages');
    expect(of("ports of the leaves of 'main'")).toMatch(/^\d+ of 256 cages$/);
    expect(of("addresses of servers of 'main'")).toMatch(/^\d+ of 8192 addresses$/);
    expect(of('GPUs')).toBe('24 of 32 GPUs');
    expect(of('storage, raw')).toBe('900 of 1228.8 TB');
    expect(of("plant: 'grid' after any one loss")).toMatch(/^\d+(\.\d+)? of 100 kW$/);
    expect(outOf(fact)).toContain('licences 2027-01');
    expect(() => Growth.of({ ...growth.options, gpus: 1.5 })).toThrow('DH1004');
    const wrong = { licences: { used: -1, capacity: 10, unit: 'licences' } };
    expect(() => Growth.of({ ...growth.options, resources: wrong })).toThrow('DH1005');
  });

  it.each(['2026-13', '2026-1', 'now', '', 202611 as never])('refuses %p as a month: DH3264', (start) => {
    expect(() => Growth.of({ start, months: 1, growth: Growth.linear(0) })).toThrow('DH3264');
  });

  it.each([
    ['DH1004', () => Growth.of({ start: '2026-11', months: 0, growth: Growth.linear(0) })],
    ['DH1005', () => Growth.linear(-1)],
    ['DH1005', () => Growth.compound(Number.NaN)],
  ])('refuses with %s numbers that make no sense', (code, make) => {
    expect(make).toThrow(code);
  });

  it('counts months as a calendar does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2999 }),
        fc.integer({ min: 0, max: 11 }),
        fc.nat(1200),
        (year, month, more) => {
          const start = `${year}-${String(month + 1).padStart(2, '0')}`;
          const expected = new Date(Date.UTC(year, month + more)).toISOString().slice(0, 7);
          expect(monthAfter(start, more)).toBe(expected);
        },
      ),
    );
  });

  it('that is faster never runs out later', () => {
    const rate = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.constantFrom('linear', 'compound'), (a, b, kind) => {
        const month = (speed: number): string => {
          const growth = kind === 'linear' ? Growth.linear(speed) : Growth.compound(speed);
          return exhaustions(plan(growth, { x: { used: 80, capacity: 100, unit: '' } }))[0]?.month ?? '9999-12';
        };
        expect(month(Math.max(a, b)) <= month(Math.min(a, b))).toBe(true);
      }),
    );
  });
});
