import fc from 'fast-check';
import { Model } from '../../../lib/model/model';
import { Availability } from '../../../lib/site/availability';
import { AVAILABILITY_GOAL, type AvailabilityGoalFact } from '../../../lib/site/availability-facts';
import {
  AvailabilityGoal,
  availabilityOf,
  availabilityProof,
  type AvailabilityParts,
  weakestPart,
} from '../../../lib/site/availability-goal';
import { availabilitySuffices } from '../../../lib/site/rules/availability-suffices';

const part = (name: string, ratio: number): AvailabilityParts => ({ part: name, availability: Availability.of(ratio) });

/** A server with two power supplies, each on a feed. */
const server = (feeds: readonly [string, string], target = 0.999): AvailabilityGoalFact =>
  AvailabilityGoal.of(Availability.of(target), {
    atLeast: 1,
    of: feeds.map((feed, index) => ({ all: [part(feed, 0.99), part(`psu-${index}`, 0.999)] })),
  }).toFact('server');

describe('AvailabilityGoal', () => {
  it('computes parts that fail independently', () => {
    const branch = 1 - 0.99 * 0.999;
    expect(availabilityOf(server(['a', 'b']).parts).unavailability).toBeCloseTo(branch ** 2, 12);
  });

  it('knows that two power supplies on one feed are down with it', () => {
    const got = availabilityOf(server(['a', 'a']).parts);
    expect(got.ratio).toBeCloseTo(0.99 * (1 - 0.001 ** 2), 12);
    expect(weakestPart(server(['a', 'a']).parts)).toBe('a');
  });

  it('is refuted where the feed is shared, and proven where it is not: DH3260', () => {
    const check = (goal: AvailabilityGoalFact): readonly object[] => {
      const model = new Model([{ kind: AVAILABILITY_GOAL.name, path: 'platform', stage: '', ...goal }]);
      return availabilitySuffices.check(model).map(({ problem }) => problem);
    };
    expect(check(server(['a', 'b']))).toEqual([]);
    expect(check(server(['a', 'a']))).toEqual([
      expect.objectContaining({
        code: 'DH3260',
        what: expect.stringContaining("costs the most is 'a'") as string,
        got: '98.999901 % (down for 3.653 d a year)',
        allowed: 'at least 99.9 % (down for 8.766 h a year)',
      }),
    ]);
    expect(availabilityProof(server(['a', 'b']))).toMatchObject({ ok: true, exact: true });
    expect(availabilityProof(server(['a', 'a']))).toMatchObject({ rule: 'DH3260', ok: false, witness: ['a'] });
  });

  it.each<[string, AvailabilityParts]>([
    ['DH3261', { atLeast: 3, of: [part('a', 0.9), part('b', 0.9)] }],
    ['DH3261', { atLeast: 0, of: [part('a', 0.9)] }],
    ['DH3261', { all: [] }],
    ['DH3263', { all: [part('a', 0.9), part('a', 0.99)] }],
    ['DH3262', { all: Array.from({ length: 34 }, (_, index) => part(`p${index % 17}`, 0.9)) }],
  ])('refuses with %s what makes no sense', (code, parts) => {
    expect(() => AvailabilityGoal.of(Availability.of(0.9), parts)).toThrow(code);
  });

  it('equals the sum over all states of the parts', () => {
    const names = ['a', 'b', 'c', 'd'] as const;
    const leaf = fc.constantFrom(...names).map((name): Shape => ({ name }));
    const { tree } = fc.letrec<{ tree: Shape }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc
          .tuple(fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), fc.nat(2))
          .map(([of, k]): Shape => ({ k: Math.min(of.length, k + 1), of })),
      ),
    }));
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (shape, up) => {
          const of = Object.fromEntries(names.map((name, at) => [name, up[at] ?? 0]));
          const goal = AvailabilityGoal.of(Availability.of(0), parts(shape, of)).toFact('x');
          let sum = 0;
          for (let state = 0; state < 16; state += 1) {
            const works = Object.fromEntries(names.map((name, at) => [name, (state >> at) % 2 === 1]));
            const chance = names.reduce((all, name) => all * (works[name] ? of[name]! : 1 - of[name]!), 1);
            if (isUp(shape, works)) sum += chance;
          }
          expect(availabilityOf(goal.parts).ratio).toBeCloseTo(sum, 9);
        },
      ),
    );
  });
});

type Shape = { readonly name: string } | { readonly k: number; readonly of: readonly Shape[] };

function parts(shape: Shape, ratio: Readonly<Record<string, number>>): AvailabilityParts {
  if ('name' in shape) return part(shape.name, ratio[shape.name] ?? 0);
  return { atLeast: shape.k, of: shape.of.map((each) => parts(each, ratio)) };
}

function isUp(shape: Shape, works: Readonly<Record<string, boolean>>): boolean {
  if ('name' in shape) return works[shape.name] === true;
  return shape.of.filter((each) => isUp(each, works)).length >= shape.k;
}
