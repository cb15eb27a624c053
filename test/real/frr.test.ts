import { type Cut, PlanGraph } from '../support/plan-graph';
import { leafSpine, mesh, plansOf, ring, star } from '../support/device-plans';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { FrrLab } from '../support/real/frr-lab';
import { behaves, cutsOf, survives } from '../support/real/frr-behaviour';
import { speaker } from '../support/real/speaker';

describeReal(['frr'], 'FRRouting on a ring, a star and a mesh', () => {
  const rings = plansOf(ring(5, 'r-'));
  const stars = plansOf(star(4, 's-'));
  const meshes = plansOf(mesh(4, 'm-'), { numbered: true });
  let lab: FrrLab;
  beforeAll(async () => {
    lab = await FrrLab.start([...rings, ...stars, ...meshes]);
  });
  afterAll(() => lab?.stop());

  it.each([
    ['ring', rings],
    ['star', stars],
    ['mesh with addresses on its links', meshes],
  ])('lets all servers of the %s reach each other', (_, plans) => behaves(lab, new PlanGraph(plans)));

  it.each([
    ['ring', rings],
    ['star', stars],
    ['mesh', meshes],
  ])('carries IPv6 in the %s', async (_, plans) => {
    const { servers } = new PlanGraph(plans);
    await eventually(`${servers[0]!} reaches all`, async () => {
      const reached = await lab.reached(servers[0]!, servers, 'v6');
      return reached.length === servers.length || undefined;
    });
  });

  it('goes the other way round a ring that lost a link', () => survives(lab, rings, [['r-leaf1', 'r-leaf2']]));

  it('falls into the parts of a ring that lost two links', async () => {
    const cuts: readonly Cut[] = [
      ['r-leaf1', 'r-leaf2'],
      ['r-leaf3', 'r-leaf4'],
    ];
    expect(new PlanGraph(rings).without(...cuts).joined('r-server2')).toEqual(['r-server2', 'r-server3']);
    await survives(lab, rings, cuts);
  });

  it('falls apart when a star loses its hub', async () => {
    const cuts = cutsOf(stars, 's-hub');
    expect(new PlanGraph(stars).without(...cuts).joined('s-server1')).toEqual(['s-server1']);
    await survives(lab, stars, cuts);
  });

  it('takes the two ways through the others when a mesh loses a link', async () => {
    expect(new PlanGraph(meshes).without(['m-leaf1', 'm-leaf2']).width('m-leaf1', 'm-server2')).toBe(2);
    await survives(lab, meshes, [['m-leaf1', 'm-leaf2']]);
  });
});

describeReal(['frr'], 'FRRouting on leaves and spines, with routed servers on two leaves each', () => {
  const cluster = { asn: 64_600, ranges: ['10.255.0.0/24'], virtualIps: ['198.51.100.0/24'] };
  const plans = plansOf(leafSpine(6, 2), { cluster });
  const graph = new PlanGraph(plans);
  let lab: FrrLab;
  beforeAll(async () => {
    lab = await FrrLab.start(plans);
    await behaves(lab, graph);
  });
  afterAll(() => lab?.stop());

  it('spreads over all spines', async () => {
    expect(await lab.width('leaf1', '10.255.0.2')).toBe(2);
    expect(await lab.width('server1', '10.255.0.2')).toBe(2);
    expect(await lab.width('leaf1', 'fd00:255::2')).toBe(2);
  });

  it.each<[string, readonly Cut[]]>([
    ['a spine', cutsOf(plans, 'spine2')],
    ['a leaf', cutsOf(plans, 'leaf1')],
  ])('loses no server with %s', async (_, cuts) => {
    expect(graph.without(...cuts).reached('server1')).toEqual(graph.servers);
    await survives(lab, plans, cuts);
  });

  it('does not go by way of a leaf, though cables would', async () => {
    const cuts: readonly Cut[] = [
      ['leaf1', 'spine1'],
      ['leaf2', 'spine1'],
      ['leaf3', 'spine2'],
      ['leaf4', 'spine2'],
    ];
    const cut = graph.without(...cuts);
    expect(cut.joined('server1')).toEqual(graph.servers);
    expect(cut.reached('server1')).toEqual(['server1', 'server3']);
    await survives(lab, plans, cuts);
  });

  it('empties a spine before maintenance, without a lost packet', async () => {
    const asn = lab.plan('spine1').asn;
    const ping = lab.on('server1', 'ping', '-q', '-i', '0.01', '-w', '3', '10.255.0.2');
    await lab.vtysh('spine1', 'configure terminal', `router bgp ${asn}`, 'bgp graceful-shutdown');
    await eventually('one way is left', async () => (await lab.width('leaf1', '10.255.0.2')) === 1 || undefined);
    expect(await ping).toContain(' 0% packet loss');
    await lab.vtysh('spine1', 'configure terminal', `router bgp ${asn}`, 'no bgp graceful-shutdown');
    await behaves(lab, graph);
  });

  it('does not believe a server that tells the address of another', async () => {
    const hijack = ['configure terminal', `router bgp ${lab.plan('server1').asn}`, 'no bgp network import-check'];
    const open = ['no neighbor LEAVES prefix-list SELF out', 'neighbor LEAVES prefix-list ANY out'];
    const said = [...hijack, 'address-family ipv4 unicast', 'network 10.255.0.3/32', ...open];
    await lab.vtysh('server1', ...said);
    const told = 'show bgp ipv4 unicast neighbors eth0 advertised-routes';
    await eventually(
      'it is told',
      async () => (await lab.vtysh('server1', told)).includes('10.255.0.3/32') || undefined,
    );
    expect(await lab.vtysh('leaf1', 'show bgp ipv4 unicast 10.255.0.3/32 json')).not.toContain('"interface":"swp1"');
    expect(await lab.width('leaf1', '10.255.0.3')).toBe(2);
    const closed = ['no neighbor LEAVES prefix-list ANY out', 'neighbor LEAVES prefix-list SELF out'];
    const unsaid = [...hijack.slice(0, 2), 'address-family ipv4 unicast', 'no network 10.255.0.3/32', ...closed];
    await lab.vtysh('server1', ...unsaid);
  });

  it('withdraws a virtual IP from the leaf that lost its node, though the session of the node lives on', async () => {
    const [leaf1, leaf2] = [lab.plan('leaf1'), lab.plan('leaf2')];
    await speaker(lab, 'server1', [leaf1, leaf2], '198.51.100.10/32');
    const ways = (device: string, count: number) =>
      eventually(`${device} has ${count} ways`, async () => {
        const width = await lab.width(device, '198.51.100.10');
        if (width !== count) throw new Error(`it has ${width}`);
        return true;
      });
    await ways('spine1', 2);
    await ways('leaf1', 1);
    await lab.cables('server1', 'leaf1', 'down');
    await ways('spine1', 1);
    await ways('leaf1', 2);
    expect(await lab.vtysh('leaf1', 'show bgp ipv4 unicast summary json')).toContain('"10.255.0.1"');
    await lab.cables('server1', 'leaf1', 'up');
    await ways('spine1', 2);
  });
});
