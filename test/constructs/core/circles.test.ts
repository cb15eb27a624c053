import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CustomResources, Foundation, type Stage } from 'datahall';
import fc from 'fast-check';
import { circlesOf } from '../../../constructs/core/circles';
import { inspect } from '../../../constructs/core/inspect';
import { orderAfter, waitsOf } from '../../../constructs/core/order';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

type Part = (id: string, ...after: readonly Construct[]) => CustomResources;

/** Synthesizes a stage; `part` makes a construct with a resource in its network layer. */
function program(build: (part: Part, stage: Stage) => void): Synthesized {
  return synth(
    oneStage((stage) => {
      const namespace = stage.foundation.namespace('apps');
      build((id, ...after) => new CustomResources(stage.network, id, { release: id, namespace, after }), stage);
    }),
  );
}

function circles(out: Synthesized): readonly (readonly [string, string])[] {
  return out.findings.filter(({ code }) => code === 'DH4014').map(({ path, got }) => [path, got]);
}

describe('constructs that wait for each other', () => {
  it.each<[string, readonly (readonly [string, string])[], (part: Part, stage: Stage) => void]>([
    ['not at all', [], (part) => void part('c', part('b', part('a')))],
    ['by two ways', [], (part) => void part('c', part('b', part('a')), part('d'))],
    [
      'two of them',
      [['network/a', "'network/a' waits for 'network/b', 'network/b' waits for 'network/a'"]],
      (part) => {
        const [a, b] = [part('a'), part('b')];
        a.after(b);
        b.after(a);
      },
    ],
    [
      'three of them, two by their props',
      [
        [
          'network/a',
          "'network/a' waits for 'network/c', 'network/c' waits for 'network/b', 'network/b' waits for 'network/a'",
        ],
      ],
      (part) => {
        const a = part('a');
        a.after(part('c', part('b', a)));
      },
    ],
    [
      'two pairs of them',
      [
        ['network/a', "'network/a' waits for 'network/b', 'network/b' waits for 'network/a'"],
        ['network/c', "'network/c' waits for 'network/d', 'network/d' waits for 'network/c'"],
      ],
      (part) => {
        for (const [first, second] of [['a', 'b'] as const, ['c', 'd'] as const]) {
          const one = part(first);
          one.after(part(second, one));
        }
      },
    ],
    [
      'through the whole that one is a part of',
      [['network/whole', "'network/whole' waits for 'network/a', 'network/a' waits for 'network/whole/Part'"]],
      (part, stage) => {
        const whole = new Construct(stage.network, 'whole');
        const namespace = stage.foundation.namespace('apps');
        const inner = new CustomResources(whole, 'Part', { release: 'part', namespace });
        orderAfter(whole, [part('a', inner)]);
      },
    ],
  ])('%s', (_, expected, build) => {
    const out = program(build);
    expect(circles(out)).toEqual(expected);
    expect(out.stopped).toBe(expected.length > 0);
  });

  it('are none where a whole waits for its part, or a part for its whole', () => {
    const out = program((part, stage) => {
      const a = part('a');
      orderAfter(stage.network, [a]);
      a.after(stage.network);
    });
    expect(circles(out)).toEqual([]);
  });

  it('are found across stacks of somebody else as well', () => {
    const app = new App();
    const [a, b] = ['one', 'two'].map((id) => {
      const stack = new TerraformStack(app, id);
      const namespace = Foundation.of(stack).namespace('apps');
      return new CustomResources(stack, 'part', { release: 'part', namespace });
    }) as [CustomResources, CustomResources];
    a.after(b);
    b.after(a);
    const { findings } = inspect(app, [], '2026-11-23');
    expect(findings.map(({ code, path, got }) => [code, path, got])).toEqual([
      ['DH4014', 'part', "'two/part' waits for 'one/part', 'one' waits for 'two'"],
    ]);
  });

  it('are found exactly when there is no order', () => {
    const waits = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 14 });
    fc.assert(
      fc.property(waits, (pairs) => {
        const stack = new TerraformStack(new App(), 'stack');
        const all = Array.from({ length: 7 }, (_, index) => new Construct(stack, `c${index}`));
        for (const [from, to] of pairs) orderAfter(all[from]!, [all[to]!]);
        // What can be deployed is taken away until nothing changes.
        let left = all;
        for (let before = -1; before !== left.length;) {
          before = left.length;
          left = left.filter((each) => waitsOf(each).some((needed) => left.includes(needed)));
        }
        const found = circlesOf(stack.node.findAll());
        expect(found.length > 0).toBe(left.length > 0);
        for (const circle of found)
          circle.forEach(([waiting, needed], index) => {
            expect(waitsOf(waiting)).toContain(needed);
            expect(circle[(index + 1) % circle.length]?.[0]).toBe(needed);
          });
      }),
    );
  });

  it('are looked for once a construct, in rows of any length', () => {
    const stack = new TerraformStack(new App(), 'stack');
    let last = new Construct(stack, 'c0');
    for (let index = 1; index < 5_000; index += 1) {
      const next = new Construct(stack, `c${index}`);
      orderAfter(next, [last]);
      last = next;
    }
    const start = performance.now();
    expect(circlesOf(stack.node.findAll())).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
