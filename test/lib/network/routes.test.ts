import { httpRoute, type RouteTarget } from '../../../lib/network/routes';

const target = (name: string, weight?: number, release?: readonly [string, number]): RouteTarget => ({
  target: name,
  service: { name, namespace: 'models', port: 80 },
  ...(weight === undefined ? {} : { weight }),
  ...(release === undefined ? {} : { release: { name: release[0], share: release[1] } }),
});

/** Share of each target in percent of all requests of the route. */
function percents(...targets: readonly RouteTarget[]): unknown {
  const { rules } = httpRoute('public', '/v1', targets, 'https')['spec'] as {
    rules: { backendRefs: { name: string; weight: number }[] }[];
  };
  const refs = rules[0]!.backendRefs;
  const sum = refs.reduce((all, { weight }) => all + weight, 0);
  expect(Math.max(...refs.map(({ weight }) => weight))).toBeLessThanOrEqual(1_000_000);
  return Object.fromEntries(refs.map(({ name, weight }) => [name, (100 * weight) / sum]));
}
const [next, last] = [['2.0.0', 10] as const, ['1.0.0', 90] as const];

describe('weights of a route', () => {
  it('are shares of all requests, where no release is live', () => {
    expect(percents(target('a', 20), target('b'))).toEqual({ a: 20, b: 80 });
  });

  it('share out what each release answers', () => {
    const [a, b] = [target('a-2', 20, next), target('a-1', 20, last)];
    const all = [a, b, target('b-2', undefined, next), target('b-1', undefined, last)];
    expect(percents(...all)).toEqual({ 'a-2': 2, 'a-1': 18, 'b-2': 8, 'b-1': 72 });
  });

  it('are on one scale for what has a release and what has none', () => {
    const [fresh, old] = [target('new', undefined, next), target('old', undefined, last)];
    expect(percents(target('legacy', 20), fresh, old)).toEqual({ legacy: 20, new: 8, old: 72 });
  });

  it('leave the rest to what has no release', () => {
    const [fresh, old] = [target('new', 50, next), target('old', 80, last)];
    expect(percents(target('legacy'), fresh, old)).toEqual({ legacy: 23, new: 5, old: 72 });
  });

  it('are the same beside one live release', () => {
    expect(percents(target('legacy', 20), target('new', undefined, ['2.0.0', 100]))).toEqual({ legacy: 20, new: 80 });
  });
});
