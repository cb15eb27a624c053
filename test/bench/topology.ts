/**
 * Time of the linear topology proofs on fat-trees of 1,000 to 100,000 hosts, beside graphology and networkx as far as
 * they have the same: `npm run bench:topology`, with `-- --quick` up to 10,000 hosts. Each graph is built once and
 * proven several times; what counts is the median. It fails when a result is not that of the closed form.
 */
import assert from 'node:assert/strict';
import { UndirectedGraph } from 'graphology';
import { connectedComponents } from 'graphology-components';
import { singleSourceLength } from 'graphology-shortest-path';
import { Bfs } from '../../lib/network/graph/bfs';
import { components } from '../../lib/network/graph/components';
import { cuts } from '../../lib/network/graph/cuts';
import { diameter } from '../../lib/network/graph/diameter';
import type { Graph } from '../../lib/network/graph/graph';
import { GroupFailures } from '../../lib/network/graph/group-failures';
import { maxFlow } from '../../lib/network/graph/max-flow';
import { fatTree } from '../support/graphs';
import { proveFatTree } from './fabric-proofs';
import { askNetworkx, networkxPython } from '../support/real/networkx';
import { median } from './measure';

const PORTS = process.argv.includes('--quick') ? [16, 34] : [16, 34, 74];
const ROUNDS = 7;
/** networkx needs minutes for the maximum flow of larger ones. */
const LARGEST_FLOW_OF_NETWORKX = 16;

type Times = Partial<Record<'build' | 'components' | 'cuts' | 'bfs' | 'maxFlow' | 'diameter' | 'racks', number>>;

/** Milliseconds of each of several steps: the medians of some rounds. */
function time(rounds: number, steps: Record<string, () => void>): Times {
  const all = Array.from({ length: rounds }, () =>
    Object.entries(steps).map(([name, step]) => {
      const start = performance.now();
      step();
      return [name, performance.now() - start] as const;
    }),
  );
  const names = Object.keys(steps);
  return Object.fromEntries(names.map((name, i) => [name, median(all.map((round) => round[i]?.[1] ?? NaN))]));
}

/** Ours, with the closed forms of a fat-tree checked each time. */
function ours(k: number): Times {
  const { graph, terminals, mask } = fatTree(k);
  const hosts = terminals.length;
  const [half, others] = [terminals.slice(0, hosts / 2), terminals.slice(hosts / 2)];
  return time(ROUNDS, {
    build: () => assert.equal(fatTree(k).graph.nodeCount, graph.nodeCount),
    components: () => assert.equal(components(graph).count, 1),
    cuts: () => {
      const { vertices, bridges } = cuts(graph, mask);
      assert.deepEqual([vertices.length, bridges.length], [k ** 2 / 2, k ** 3 / 4]);
    },
    bfs: () => assert.equal(new Bfs(graph).run(0).farthest(terminals).hops, 6),
    maxFlow: () => assert.equal(maxFlow(graph, half, others).value, k ** 3 / 8),
    diameter: () => assert.deepEqual([diameter(graph, terminals).hops, diameter(graph, terminals).exact], [6, true]),
    // Each edge switch with the hosts below it, one after the other.
    racks: () => {
      const failures = new GroupFailures(graph, mask);
      for (let rack = 0; rack < k ** 2 / 2; rack++) {
        const nodes = [hosts + rack, ...terminals.slice((rack * k) / 2, ((rack + 1) * k) / 2)];
        assert.deepEqual(failures.loss({ nodes }), { separated: 0, lost: k / 2 });
      }
    },
  });
}

function graphology({ nodeCount, from, to }: Graph): Times {
  const graph = new UndirectedGraph();
  for (let node = 0; node < nodeCount; node++) graph.addNode(node);
  from.forEach((node, edge) => graph.addEdge(node, to[edge]));
  return time(ROUNDS, {
    components: () => assert.equal(connectedComponents(graph).length, 1),
    bfs: () => assert.equal(Object.keys(singleSourceLength(graph, 0)).length, nodeCount),
  });
}

function networkx({ from, to }: Graph, hosts: number, k: number): Times {
  if (networkxPython() === undefined) return {};
  const given = { from: Array.from(from), to: Array.from(to), hosts, flow: k <= LARGEST_FLOW_OF_NETWORKX };
  const seconds = askNetworkx<Record<string, number>>('graph_times.py', given);
  return Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, 1000 * value]));
}

// The compiler has seen all loops before the first is measured.
for (let i = 0; i < 5; i++) {
  ours(16);
  graphology(fatTree(16).graph);
}

const results = PORTS.map((k) => {
  const { graph, terminals } = fatTree(k);
  const hosts = terminals.length;
  return {
    hosts,
    edges: graph.edgeCount,
    ours: ours(k),
    graphology: graphology(graph),
    networkx: networkx(graph, hosts, k),
  };
});
const steps = ['build', 'components', 'cuts', 'bfs', 'maxFlow', 'diameter', 'racks'] as const;
const ratio = (value?: number, base?: number): string =>
  value === undefined || base === undefined ? '' : (value / base).toFixed(1);

console.log('milliseconds');
console.table(
  results.map(({ hosts, edges, ours: times }) => ({
    ...{ hosts, edges },
    ...Object.fromEntries(steps.map((step) => [step, times[step]?.toFixed(1)])),
  })),
);
console.log(`time per host, relative to ${results[0]?.hosts} hosts`);
const perHost = (i: number, step: (typeof steps)[number]): number =>
  (results[i]?.ours[step] ?? NaN) / (results[i]?.hosts ?? 1);
console.table(
  results.map(({ hosts }, i) => ({
    hosts,
    ...Object.fromEntries(steps.map((step) => [step, ratio(perHost(i, step), perHost(0, step))])),
  })),
);
console.log('times as long as ours');
console.table(
  results.flatMap(({ hosts, ours: base, ...others }) =>
    (['graphology', 'networkx'] as const).map((library) => ({
      ...{ hosts, library },
      ...Object.fromEntries(steps.slice(1, 5).map((step) => [step, ratio(others[library][step], base[step])])),
    })),
  ),
);
console.log('a fat-tree from racks, with all of its proofs, once: milliseconds, and megabytes of this process so far');
console.table(
  [1, 2].flatMap((homing) =>
    PORTS.map((k) => {
      const { servers, layout, build, prove, megabytes } = proveFatTree(k, homing);
      const [layoutTime, buildTime, proveTime] = [layout, build, prove].map((time) => time.toFixed(0));
      return { servers, homing, layoutTime, buildTime, proveTime, megabytes: megabytes.toFixed(0) };
    }),
  ),
);
