import { FabricLinks } from '../../../../lib/network/fabric/links';
import { usedCages } from '../../../../lib/network/fabric/used-cages';

test('a cage that is broken out is used once', () => {
  const nodes = ['leaf', 'one', 'two'].map((name) => ({ name }) as never);
  const end = (node: number, port: number, lane: number | null) => ({ node, port, lane });
  const links = FabricLinks.of([
    { a: end(0, 3, 0), b: end(1, 0, null), bps: 1 },
    { a: end(0, 3, 1), b: end(2, 0, null), bps: 1 },
    { a: end(0, 4, null), b: end(2, 1, null), bps: 1 },
  ]);
  expect([...usedCages({ nodes, links })]).toEqual([2, 1, 2]);
});
