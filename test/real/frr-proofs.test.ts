import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { PlanGraph } from '../support/plan-graph';
import { describeReal } from '../support/real/describe-real';
import { behaves, cutsOf, survives } from '../support/real/frr-behaviour';
import { FrrLab } from '../support/real/frr-lab';
import { plansFor, SMALL_FABRICS, survivalOf } from '../support/small-fabrics';

describeReal(['frr'], 'what is proven, against what FRRouting does', () => {
  describe.each(['rail-optimised', 'fat-tree'])('%s', (kind) => {
    const site = SMALL_FABRICS[kind]!;
    const plans = plansFor(site);
    const graph = new PlanGraph(plans);
    const [spine, leaf] = ['spine', 'leaf'].map((role) => plans.find((each) => each.role === role)!);
    const uplink = leaf!.links.find(({ peerRole }) => peerRole === 'spine')!.peer;
    let lab: FrrLab;
    beforeAll(async () => {
      lab = await FrrLab.start(plans);
      await behaves(lab, graph);
    });
    afterAll(() => lab?.stop());

    /** Servers that are not reached from another leaf's after the devices did what the search says. */
    const lost = (name: string): number =>
      graph.servers.length -
      Math.max(...graph.servers.map((server) => graph.withoutDevice(name).reached(server).length));

    it('keeps all servers when a link between switches is lost', async () => {
      expect(graph.without([leaf!.name, uplink]).reached(graph.servers[0]!)).toEqual(graph.servers);
      await survives(lab, plans, [[leaf!.name, uplink]]);
    });

    it('keeps all servers when a spine is lost', async () => {
      expect(survivalOf(site, 'switch').witness).not.toContain(spine!.name);
      expect(lost(spine!.name)).toBe(0);
      await survives(lab, plans, cutsOf(plans, spine!.name));
    });

    it('loses as many servers with a leaf as the proof says', async () => {
      const { value, witness } = survivalOf(site, 'switch');
      expect(witness.includes(leaf!.name)).toBe(value > 0);
      expect(lost(leaf!.name)).toBe(value);
      await survives(lab, plans, cutsOf(plans, leaf!.name));
    });
  });
});

/** Small networks that run side by side: each has devices of its own names. */
const SMALL = {
  rg: 'ring',
  st: 'star',
  ms: 'mesh',
  ls: 'leaf-spine',
  lo: 'leaf-spine with one leaf a server',
} as const;

/** The plans of a site, with a prefix of their own in all names. */
function renamed(plans: readonly DevicePlan[], prefix: string): readonly DevicePlan[] {
  return JSON.parse(JSON.stringify(plans).replaceAll('"lab-', `"${prefix}-`)) as readonly DevicePlan[];
}

describeReal(['frr'], 'what is proven of small topologies, against what FRRouting does', () => {
  const networks = Object.entries(SMALL).map(([prefix, kind]) => {
    const site = SMALL_FABRICS[kind]!;
    return { kind, prefix, site, plans: renamed(plansFor(site), prefix) };
  });
  let lab: FrrLab;
  beforeAll(async () => {
    lab = await FrrLab.start(networks.flatMap(({ plans }) => plans));
    for (const { plans } of networks) await behaves(lab, new PlanGraph(plans));
  });
  afterAll(() => lab?.stop());

  describe.each(networks)('$kind', ({ prefix, site, plans }) => {
    const graph = new PlanGraph(plans);
    const switches = plans.filter(({ role }) => role !== 'server');
    const [trunk] = switches.flatMap(({ name, links }) =>
      links.filter(({ peerRole }) => peerRole !== 'server').map(({ peer }) => [name, peer] as const),
    );
    const named = (text: string): string => text.replaceAll('lab-', `${prefix}-`);
    const lostIn = (after: PlanGraph): number =>
      graph.servers.length - Math.max(...graph.servers.map((server) => after.reached(server).length));

    it('loses with a cable between switches what the proof says', async () => {
      const { value, witness } = survivalOf(site, 'cable');
      const isNamed = witness.some((cable) => trunk!.every((end) => named(cable).includes(end)));
      expect(lostIn(graph.without(trunk!))).toBe(isNamed ? value : 0);
      await survives(lab, plans, [trunk!]);
    });

    it.each([...new Set(switches.map(({ role }) => role))])('loses with a %s what the proof says', async (role) => {
      const device = switches.find((each) => each.role === role)!;
      const { value, witness } = survivalOf(site, 'switch');
      const isNamed = witness.map(named).includes(device.name);
      const lost = lostIn(graph.withoutDevice(device.name));
      // The proof names all that part a server, and says what the worst of them costs.
      expect(lost > 0).toBe(isNamed);
      expect(lost).toBeLessThanOrEqual(value);
      if (named(witness[0] ?? '') === device.name) expect(lost).toBe(value);
      await survives(lab, plans, cutsOf(plans, device.name));
    });
  });
});
