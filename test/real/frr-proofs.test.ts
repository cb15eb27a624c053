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
