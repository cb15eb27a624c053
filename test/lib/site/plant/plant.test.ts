import fc from 'fast-check';
import { Model } from '../../../../lib/model/model';
import type { Rule } from '../../../../lib/rules/rule';
import { PLANT, type PlantFact } from '../../../../lib/site/plant/facts';
import { carry, INTACT } from '../../../../lib/site/plant/flow';
import { redundancyOf, singleLosses } from '../../../../lib/site/plant/losses';
import type { PlantOptions } from '../../../../lib/site/plant/options';
import { Plant, type RowLoad } from '../../../../lib/site/plant/plant';
import { plantProofs } from '../../../../lib/site/plant/proofs';
import { batteriesBridge } from '../../../../lib/site/plant/rules/batteries-bridge';
import { coolingSurvives } from '../../../../lib/site/plant/rules/cooling-survives';
import { feedsAgree } from '../../../../lib/site/plant/rules/feeds-agree';
import { heatCovered } from '../../../../lib/site/plant/rules/heat-covered';
import { outageSurvives } from '../../../../lib/site/plant/rules/outage-survives';
import { plantSurvives } from '../../../../lib/site/plant/rules/plant-survives';
import { Duration } from '../../../../lib/units/duration';
import { rowLoads } from '../../../../lib/site/plant/row-loads';
import { Power } from '../../../../lib/units/power';

const kw = (amount: number): Power => Power.kw(amount);

/**
 * Two UPS systems that carry 400 kW each, three generators of which two suffice, five cooling units of which four do.
 */
const options: PlantOptions = {
  utilities: { grid: { capacity: kw(1000), redundancy: '2N' } },
  generators: { diesel: { capacity: kw(250), modules: 3 } },
  ups: {
    a: { capacity: kw(200), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
    b: { capacity: kw(200), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
  },
  pdus: { 'pdu-a': { capacity: kw(400), from: ['a'] }, 'pdu-b': { capacity: kw(400), from: ['b'] } },
  feeds: { gpu: ['pdu-a', 'pdu-b'] },
  cooling: { hall: { rows: ['gpu'], units: { crah: { capacity: kw(100), modules: 5, from: ['grid', 'diesel'] } } } },
};
const loads: readonly RowLoad[] = [{ row: 'gpu', power: kw(400), feeds: 2 }];

function fact(change: Partial<PlantOptions> = {}, rows = loads): PlantFact {
  return Plant.of({ ...options, ...change }).toFact('lab', rows);
}

function found(rule: Rule, plant: PlantFact): readonly object[] {
  const model = new Model([{ kind: PLANT.name, path: 'platform', stage: '', ...plant }]);
  return rule.check(model).map(({ problem }) => problem);
}

const RULES = [batteriesBridge, plantSurvives, outageSurvives, coolingSurvives, heatCovered, feedsAgree];

describe('a plant', () => {
  it.each(RULES)('that is redundant satisfies all rules', (rule) => {
    expect(found(rule, fact())).toEqual([]);
  });

  it('shares the load of a row by its live feeds', () => {
    const carried = (loss = INTACT): Record<string, number> =>
      Object.fromEntries(carry(fact(), loss).map(({ name, watts }) => [name, watts / 1000]));
    expect(carried()).toEqual({ grid: 400, diesel: 0, a: 200, b: 200, 'pdu-a': 200, 'pdu-b': 200, hall: 400 });
    const feed = { row: 'gpu', index: 0 };
    expect(carried({ name: 'feed', modules: new Map(), feed })).toMatchObject({ a: 0, b: 400, 'pdu-b': 400 });
    expect(carried({ name: 'grid', modules: new Map([['grid', 1]]) })).toMatchObject({ grid: 0, diesel: 400 });
  });

  it('counts losses of a UPS and the power of cooling units at their supplies', () => {
    const ups = { a: { capacity: kw(500), from: ['grid'], efficiency: 0.8 } };
    const crah = { capacity: kw(500), modules: 2, from: ['grid'], power: kw(10) };
    const plant = fact({ ups, pdus: {}, feeds: { gpu: ['a'] }, cooling: { hall: { rows: ['gpu'], units: { crah } } } });
    const grid = carry(plant, INTACT).find(({ name }) => name === 'grid');
    expect(grid?.watts).toBe(400_000 / 0.8 + 2 * 10_000);
  });

  it('that loses a UPS overloads the other one: DH3252', () => {
    const small = { a: options.ups!['a']!, b: { ...options.ups!['b']!, capacity: kw(150) } };
    expect(found(plantSurvives, fact({ ups: small }))).toEqual([
      expect.objectContaining({
        code: 'DH3252',
        what: expect.stringMatching(/loses feed 1 of the row 'gpu', 'b' does not carry/) as string,
        got: '400 kW',
        allowed: 'at most 300 kW',
      }),
    ]);
  });

  it('names the worst loss of each part, and says it once: DH3252', () => {
    const small = { a: options.ups!['a']!, b: { ...options.ups!['b']!, capacity: kw(150) } };
    const feeds = { gpu: ['a', 'b'], core: ['a', 'b'] };
    const rows = [...loads, { row: 'core', power: kw(100), feeds: 2 }];
    const plant = fact({ ups: small, feeds, cooling: {} }, rows);
    // Without feed 1 of gpu, b carries 450 kW; without a, 500 kW.
    expect(found(plantSurvives, plant)).toContainEqual(
      expect.objectContaining({ what: expect.stringMatching(/loses 'a', 'b' does not/) as string, got: '500 kW' }),
    );
    expect(found(outageSurvives, plant)).not.toContainEqual(
      expect.objectContaining({ what: expect.stringContaining("'b' does not") as string }),
    );
  });

  it('with both feeds on one PDU goes dark with it: DH3252', () => {
    const dark = found(plantSurvives, fact({ feeds: { gpu: ['pdu-a', 'pdu-a'] } }));
    expect(dark).toContainEqual(
      expect.objectContaining({
        what: expect.stringMatching(/loses 'a', the row 'gpu' does not carry/) as string,
        got: '400 kW',
        allowed: 'at most 0 W',
      }),
    );
  });

  it('needs no redundancy where none is asked for', () => {
    const single = { grid: { capacity: kw(1000), redundancy: 'N' as const } };
    const ups = { a: { ...options.ups!['a']!, from: ['grid'] }, b: { ...options.ups!['b']!, from: ['grid'] } };
    const cooling = { hall: { rows: ['gpu'], units: { crah: { capacity: kw(100), modules: 5, from: ['grid'] } } } };
    expect(found(plantSurvives, fact({ utilities: single, generators: {}, ups, cooling }))).toEqual([]);
    const asked = fact({ utilities: { grid: { capacity: kw(1000) } }, generators: {}, ups, cooling });
    expect(found(plantSurvives, asked)).toContainEqual(expect.objectContaining({ code: 'DH3252' }));
  });

  it('warns of two generators that must both start: DH3253', () => {
    const generators = { diesel: { capacity: kw(250), modules: 2 } };
    expect(found(plantSurvives, fact({ generators }))).toEqual([]);
    expect(found(outageSurvives, fact({ generators }))).toEqual([
      expect.objectContaining({
        code: 'DH3253',
        what: expect.stringContaining("loses one of 2 modules of 'diesel', 'diesel' does not carry") as string,
        got: '400 kW',
        allowed: 'at most 250 kW',
      }),
    ]);
  });

  it('needs batteries that last until the generators carry the load: DH3257', () => {
    const bridge = (minutes: number, seconds: number): readonly object[] => {
      const generators = { diesel: { ...options.generators!['diesel']!, start: Duration.seconds(seconds) } };
      const ups = { a: { ...options.ups!['a']!, autonomy: Duration.minutes(minutes) }, b: options.ups!['b']! };
      return found(batteriesBridge, fact({ generators, ups }));
    };
    expect(bridge(1, 60)).toEqual([]);
    expect(bridge(1, 61)).toEqual([
      expect.objectContaining({
        code: 'DH3257',
        what: "the batteries of 'a' are empty before 'diesel' carry the load",
        got: '1 min',
        allowed: 'at least 1.017 min',
      }),
    ]);
  });

  it('needs a cooling unit more than the heat says: DH3254', () => {
    const units = { crah: { capacity: kw(100), modules: 4, from: ['grid', 'diesel'] } };
    expect(found(coolingSurvives, fact({ cooling: { hall: { rows: ['gpu'], units } } }))).toEqual([
      expect.objectContaining({ code: 'DH3254', got: '400 kW', allowed: 'at most 300 kW' }),
    ]);
  });

  it('loses the cooling units of a supply with it: DH3254', () => {
    const units = { crah: { capacity: kw(100), modules: 5, from: ['a'] } };
    const [problem] = found(coolingSurvives, fact({ cooling: { hall: { rows: ['gpu'], units } } }));
    expect(problem).toMatchObject({ what: expect.stringContaining("loses 'a'") as string, allowed: 'at most 0 W' });
  });

  it('splits heat over air and liquid, and says what nobody takes: DH3255', () => {
    const units = (name: string) => ({ [name]: { capacity: kw(100), modules: 5, from: ['grid', 'diesel'] } });
    const air = { rows: ['gpu'], share: 0.2, units: units('crah') };
    expect(found(heatCovered, fact({ cooling: { air } }))).toEqual([
      expect.objectContaining({ code: 'DH3255', got: '20 % by air' }),
    ]);
    const liquid = { rows: ['gpu'], share: 0.8, units: units('cdu') };
    const both = fact({ cooling: { air, liquid } });
    expect(found(heatCovered, both)).toEqual([]);
    const heat = carry(both, INTACT).filter(({ type }) => type === 'zone');
    expect(heat.map(({ watts }) => watts)).toEqual([80_000, 320_000]);
  });

  it.each([
    ['three feeds of the racks', [{ row: 'gpu', power: kw(400), feeds: 3 }], 'gpu'],
    ['a row that is not there', [...loads.map((load) => ({ ...load, row: 'other', feeds: 0 }))], 'gpu'],
  ])('has other feeds than %s: DH3256', (_, rows, row) => {
    const [problem] = found(feedsAgree, fact({}, rows));
    expect(problem).toMatchObject({ code: 'DH3256', what: expect.stringContaining(`'${row}'`) as string });
  });

  it.each<[string, string, Partial<PlantOptions>]>([
    ['DH3250', 'a name that is taken', { pdus: { a: { capacity: kw(1), from: ['b'] } }, feeds: {} }],
    ['DH3251', 'an unknown supply', { pdus: { c: { capacity: kw(1), from: ['d'] } }, feeds: {} }],
    ['DH3251', 'a circle', { ups: { a: { capacity: kw(1), from: ['a'] } }, pdus: {}, feeds: {}, cooling: {} }],
    ['DH3251', 'no supply', { feeds: { gpu: [] } }],
    ['DH1004', 'half a module', { generators: { diesel: { capacity: kw(1), modules: 0.5 } } }],
    ['DH1005', 'an efficiency in percent', { ups: { a: { capacity: kw(1), from: ['grid'], efficiency: 96 } } }],
    ['DH1005', 'a share in percent', { cooling: { hall: { ...options.cooling['hall']!, share: 20 } } }],
  ])('refuses with %s %s', (code, _, change) => {
    expect(() => fact(change)).toThrow(code);
  });

  it.each([
    ['grid', '2N'],
    ['diesel', '2N'],
    ['a', '2N'],
    ['crah', 'N+1'],
  ])('says what %s can lose: %s', (part, redundancy) => {
    expect(redundancyOf(fact(), part)).toBe(redundancy);
  });

  it('says N for what has no spare, and short for what is overloaded', () => {
    expect(
      redundancyOf(fact({ utilities: { grid: { capacity: kw(1000) } }, generators: {}, ...islanded }), 'grid'),
    ).toBe('N');
    expect(redundancyOf(fact({}, [{ row: 'gpu', power: kw(900), feeds: 2 }]), 'a')).toBe('short');
  });

  it('has a proof of each part and zone, with the worst loss as witness', () => {
    const proofs = plantProofs(fact());
    expect(proofs.every(({ ok }) => ok)).toBe(true);
    const hall = proofs.find(({ rule }) => rule === 'DH3254');
    expect(hall).toMatchObject({
      value: 400,
      limit: 400,
      unit: 'kW',
      witness: ["lost: one of 5 modules of 'crah'", 'hall'],
    });
    const failing = plantProofs(fact({}, [{ row: 'gpu', power: kw(900), feeds: 2 }]));
    expect(failing.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
  });

  it('says of a row that is not there no more than that it has no feeds: DH3256', () => {
    const ghost = fact({ feeds: { ...options.feeds, ghost: ['a'] } });
    expect(found(heatCovered, ghost)).toEqual([]);
    expect(found(feedsAgree, ghost)).toEqual([
      expect.objectContaining({ got: '1 feed named in the plant', allowed: '0, one for each feed of a rack' }),
    ]);
  });

  it('has the sum of the racks of a row as its load', () => {
    const racks = [1, 2, 4].map((watts, at) => ({ row: at === 2 ? 'core' : 'gpu', watts }));
    const rows = ['gpu', 'core', 'empty'].map((row) => ({ row, feeds: 2 }));
    expect(rowLoads(rows, racks).map(({ row, power }) => `${row} ${power.toString()}`)).toEqual([
      'gpu 3 W',
      'core 4 W',
      'empty 0 W',
    ]);
  });

  it('conserves power: without losses the sources give what the racks draw, whatever one part is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (load, pick) => {
        const plant = fact({}, [{ row: 'gpu', power: kw(load), feeds: 2 }]);
        const losses = singleLosses(plant);
        const carried = carry(plant, losses[pick % losses.length] ?? INTACT);
        const sources = carried.filter(({ name }) => ['grid', 'diesel'].includes(name));
        expect(sources.reduce((sum, { watts }) => sum + watts, 0)).toBeCloseTo(load * 1000, 6);
      }),
    );
  });

  it('that survives keeps surviving with more capacity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 400 }), fc.integer({ min: 0, max: 300 }), (module, more) => {
        const plant = (capacity: number): PlantFact =>
          fact({ ups: { a: { ...options.ups!['a']!, capacity: kw(capacity) }, b: options.ups!['b']! } });
        if (found(plantSurvives, plant(module)).length === 0)
          expect(found(plantSurvives, plant(module + more))).toEqual([]);
      }),
    );
  });
});

/** Everything on the grid alone. */
const islanded: Partial<PlantOptions> = {
  ups: { a: { ...options.ups!['a']!, from: ['grid'] }, b: { ...options.ups!['b']!, from: ['grid'] } },
  cooling: { hall: { rows: ['gpu'], units: { crah: { capacity: kw(100), modules: 5, from: ['grid'] } } } },
};
