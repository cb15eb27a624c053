import { type Cut, PlanGraph } from '../../../support/plan-graph';
import { plansFor, SMALL_FABRICS, survivalOf } from '../../../support/small-fabrics';

/** Servers that are separated from the largest rest. */
function cutOff(parts: ReadonlyMap<string, readonly string[]>): number {
  return parts.size - Math.max(...[...parts.values()].map((part) => part.length));
}

/**
 * Proofs search the graph of cables. BGP also refuses ways that have an AS number twice, as those that go down to a
 * leaf and up again have. After one failure the two must say the same, or a proof would promise what routing does not
 * keep; after two they may differ, see docs/site-network.md.
 */
describe.each(Object.entries(SMALL_FABRICS))('one failure in a %s', (_, site) => {
  const plans = plansFor(site);
  const whole = new PlanGraph(plans);
  const { servers } = whole;
  const switches = plans.filter(({ role }) => role !== 'server').map(({ name }) => name);
  const cables = plans.flatMap(({ name, links }) =>
    links.map(({ peer }): Cut => [name, peer]).filter(([a, b]) => a < b),
  );
  const after = (graph: PlanGraph) => ({
    searched: new Map(servers.map((server) => [server, graph.joined(server)] as const)),
    routed: new Map(servers.map((server) => [server, graph.reached(server)] as const)),
  });

  it.each<['switch' | 'cable', readonly PlanGraph[]]>([
    ['switch', switches.map((name) => whole.withoutDevice(name))],
    ['cable', cables.map((cable) => whole.without(cable))],
  ])('of a %s: routing reaches what the search reaches, and the proof says so', (what, failed) => {
    const all = failed.map(after);
    for (const { searched, routed } of all) expect(routed).toEqual(searched);
    expect(Math.max(...all.map(({ routed }) => cutOff(routed)))).toBe(survivalOf(site, what).value);
  });
});
