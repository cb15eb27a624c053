import type { DevicePlan } from '../../../lib/network/addressing/device-plan';
import { type Cut, PlanGraph } from '../plan-graph';
import { eventually } from './eventually';
import type { FrrLab } from './frr-lab';

/** Waits until each server reaches those that the search says, by as many ways as it says. */
export async function behaves(lab: FrrLab, graph: PlanGraph): Promise<void> {
  for (const from of graph.servers) {
    const expected = graph.reached(from);
    await eventually(`${from} reaches ${expected.join(', ')}`, async () => {
      const reached = await lab.reached(from, graph.servers);
      if (reached.join() !== expected.join()) throw new Error(`it reaches ${reached.join(', ')}`);
      return true;
    });
  }
  // Spines of one AS number do not use each other.
  const others = graph.plans.filter(({ role }) => role !== 'spine' && role !== 'core');
  await Promise.all(others.map(({ name }) => spreads(lab, graph, name)));
}

/** Cuts cables, waits for what the search says, plugs them in, and waits for what was. */
export async function survives(lab: FrrLab, plans: readonly DevicePlan[], cuts: readonly Cut[]): Promise<void> {
  const graph = new PlanGraph(plans);
  for (const [a, b] of cuts) await lab.cables(a, b, 'down');
  await behaves(lab, graph.without(...cuts));
  for (const [a, b] of cuts) await lab.cables(a, b, 'up');
  await behaves(lab, graph);
}

/** All cables of a device. */
export const cutsOf = (plans: readonly DevicePlan[], device: string): readonly Cut[] =>
  plans.find(({ name }) => name === device)!.links.map(({ peer }): Cut => [device, peer]);

/** Waits until a device has as many ways to each server as the search says. */
async function spreads(lab: FrrLab, graph: PlanGraph, name: string): Promise<void> {
  const wanted = graph.servers
    .filter((server) => server !== name)
    .map((server) => [lab.plan(server).loopback.v4!, graph.width(name, server)] as const);
  await eventually(`${name} has its ways`, async () => {
    const routes = await lab.routes(name);
    for (const [address, width] of wanted) {
      const got = routes.filter(({ dst }) => dst === address);
      const ways = got.reduce((sum, route) => sum + (route.nexthops?.length ?? 1), 0);
      if (ways !== width) throw new Error(`it has ${ways} to ${address}, not ${width}`);
    }
    return true;
  });
}
