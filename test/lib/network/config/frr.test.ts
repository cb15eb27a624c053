import fc from 'fast-check';
import type { DevicePlan } from '../../../../lib/network/addressing/device-plan';
import { frrConfig, type FrrOptions } from '../../../../lib/network/config/frr';
import { FRR_DAEMONS, frrSysctls } from '../../../../lib/network/config/frr-host';
import { linuxPortName } from '../../../../lib/network/config/port-names';
import { leafSpine, mesh, type PlanOptions, plansOf, ring, star } from '../../../support/device-plans';

const cluster = { asn: 64_600, ranges: ['10.255.0.0/24', 'fd00:255::/64'], virtualIps: ['198.51.100.0/24'] };
const plan = (name: string, options: PlanOptions = {}): DevicePlan =>
  plansOf(leafSpine(4, 2), options).find((device) => device.name === name)!;
const lines = (device: DevicePlan, options?: FrrOptions): readonly string[] =>
  frrConfig(device, options)
    .split('\n')
    .map((line) => line.trim());

const anyPlan = fc
  .record({
    drawing: fc.constantFrom(ring(4), star(3), mesh(4), leafSpine(4, 3), leafSpine(2, 1, 3)),
    numbered: fc.boolean(),
    versions: fc.constantFrom('v4' as const, 'v6' as const, 'both' as const),
    cluster: fc.constantFrom(null, cluster),
    pick: fc.nat(),
  })
  .map(({ drawing, pick, ...options }) => {
    const plans = plansOf(drawing, options);
    return plans[pick % plans.length]!;
  });

/** Names that a line refers to, by kind. */
function references(config: readonly string[]): readonly string[] {
  return config.flatMap((line) => [
    ...[...line.matchAll(/^neighbor \S+ prefix-list (\S+)/g)].map(([, name]) => `list ${name}`),
    ...[...line.matchAll(/^match ip(?:v6)? address prefix-list (\S+)/g)].map(([, name]) => `list ${name}`),
    ...[...line.matchAll(/bfd profile (\S+)$/g)].map(([, name]) => `profile ${name}`),
    ...[...line.matchAll(/peer-group (\S+)$/g)].map(([, name]) => `group ${name}`),
    ...[...line.matchAll(/^ip(?:v6)? (?:protocol|nht) bgp route-map (\S+)$/g)].map(([, name]) => `map ${name}`),
  ]);
}

function definitions(config: readonly string[]): ReadonlySet<string> {
  return new Set(
    config.flatMap((line) => [
      ...[...line.matchAll(/^ip(?:v6)? prefix-list (\S+)/g)].map(([, name]) => `list ${name}`),
      ...[...line.matchAll(/^profile (\S+)$/g)].map(([, name]) => `profile ${name}`),
      ...[...line.matchAll(/^neighbor (\S+) peer-group$/g)].map(([, name]) => `group ${name}`),
      ...[...line.matchAll(/^route-map (\S+)/g)].map(([, name]) => `map ${name}`),
    ]),
  );
}

describe('frrConfig', () => {
  it('refers to nothing that it does not define, which vtysh would not notice', () => {
    fc.assert(
      fc.property(anyPlan, (device) => {
        const config = lines(device);
        const known = definitions(config);
        expect(references(config).filter((name) => !known.has(name))).toEqual([]);
      }),
    );
  });

  it('filters each group that it activates, both ways', () => {
    fc.assert(
      fc.property(anyPlan, (device) => {
        const families = frrConfig(device).split('address-family').slice(1);
        for (const text of families) {
          const activated = [...text.matchAll(/neighbor (\S+) activate/g)].map(([, name]) => name!);
          for (const name of activated) {
            expect(text).toContain(`neighbor ${name} prefix-list`);
            const own = device.links.filter((link) => link.peerRole === 'server').length;
            const inward = name.startsWith('SERVERS') ? own : 1;
            expect(text.match(/prefix-list SERVER-\S+ in/g) ?? []).toHaveLength(
              activated.some((group) => group.startsWith('SERVERS')) ? own : 0,
            );
            expect(inward).toBeGreaterThan(0);
            expect(text).toMatch(new RegExp(`neighbor ${name} prefix-list \\S+ out`));
          }
        }
      }),
    );
  });

  it('has a session for each link that is unnumbered, of the exact AS number of the other end', () => {
    const leaf = plan('leaf1');
    for (const link of leaf.links)
      expect(lines(leaf)).toContain(`neighbor swp${link.port + 1} remote-as ${link.peerAsn}`);
  });

  it('has a session for each version of a link with addresses, and puts these on its ports', () => {
    const config = lines(plan('leaf1', { numbered: true }));
    expect(config).toEqual(
      expect.arrayContaining(['ip address 10.254.0.1/31', 'neighbor 10.254.0.0 peer-group SERVERS-V4']),
    );
    expect(config).toEqual(expect.arrayContaining(['neighbor fd00:254:1:: peer-group SERVERS-V6']));
  });

  it('carries IPv4 over links that have addresses of IPv6 only', () => {
    const leaf = plan('leaf1', { numbered: true });
    const links = leaf.links.map((link) => ({
      ...link,
      local: { ...link.local, v4: null },
      remote: { ...link.remote, v4: null },
    }));
    const config = lines({ ...leaf, links });
    expect(config).toContain('neighbor SPINES-DUAL capability extended-nexthop');
    expect(config.filter((line) => line === 'neighbor SPINES-DUAL activate')).toHaveLength(2);
  });

  it('takes from a server its own address and no other', () => {
    const config = lines(plan('leaf1'));
    expect(config).toContain('ip prefix-list SERVER-server1 seq 5 permit 10.255.0.1/32');
    expect(config).toContain('neighbor swp1 prefix-list SERVER-server1 in');
  });

  it('lets a server tell its own address only, so that it is no way through', () => {
    const config = lines(plan('server1'));
    expect(config.filter((line) => line.startsWith('ip prefix-list SELF'))).toEqual([
      'ip prefix-list SELF seq 5 permit 10.255.0.1/32',
    ]);
    expect(config).toContain('neighbor LEAVES prefix-list SELF out');
  });

  it('passes on nothing when nothing may be announced', () => {
    const config = lines({ ...plan('leaf1'), announces: { v4: [], v6: [] } });
    expect(config).toContain('ip prefix-list SITE seq 5 deny any');
  });

  it('announces single addresses as they are', () => {
    const config = lines({ ...plan('spine1'), announces: { v4: ['192.0.2.1/32'], v6: [] } });
    expect(config).toContain('ip prefix-list SITE seq 5 permit 192.0.2.1/32');
  });

  it('waits for Kubernetes nodes on leaves only', () => {
    const config = lines(plan('leaf1', { cluster }));
    expect(config).toEqual(
      expect.arrayContaining([
        'bgp listen range 10.255.0.0/24 peer-group CLUSTER',
        'bgp listen range fd00:255::/64 peer-group CLUSTER-V6',
        'neighbor CLUSTER ebgp-multihop 2',
        'neighbor CLUSTER prefix-list VIRTUAL-IPS in',
        'neighbor CLUSTER prefix-list NOTHING out',
      ]),
    );
    expect(frrConfig(plan('spine1', { cluster }))).not.toContain('CLUSTER');
  });

  it('resolves the addresses of nodes by ports with servers only', () => {
    const text = frrConfig(plan('leaf1', { cluster }));
    expect(text).toContain('route-map TRACK permit 1\n match interface swp1\nexit\n!\nroute-map TRACK deny 60000');
    expect(text).toContain('ip nht bgp route-map TRACK');
  });

  it.each<[string, FrrOptions, string]>([
    ['asks for other ways before maintenance', { drained: true }, 'bgp graceful-shutdown'],
    ['sends BFD packets as often as told', { bfdInterval: 100 }, 'receive-interval 100'],
    [
      'names ports as told',
      { portName: (_, port) => `Ethernet${port}` },
      'neighbor Ethernet0 interface v6only peer-group SERVERS',
    ],
  ])('%s', (_, options, line) => {
    expect(lines(plan('leaf1'), options)).toContain(line);
    expect(lines(plan('leaf1'))).not.toContain(line);
  });

  it('looks at the TTL of numbered sessions, unless told not to', () => {
    const numbered = plan('leaf1', { numbered: true });
    expect(lines(numbered)).toContain('neighbor SPINES-V4 ttl-security hops 1');
    expect(frrConfig(numbered, { ttlSecurity: false })).not.toContain('ttl-security');
    expect(frrConfig(plan('leaf1'))).not.toContain('ttl-security');
  });

  it('keeps single next hops in the kernel', () => {
    expect(lines(plan('spine1'))).toContain('no zebra nexthop kernel enable');
  });
});

describe('the host of FRRouting', () => {
  it('forwards on switches, and leaves it alone on servers', () => {
    expect(frrSysctls(plan('leaf1'))).toMatchObject({ 'net.ipv4.ip_forward': 1 });
    expect(frrSysctls(plan('server1'))).not.toHaveProperty(['net.ipv4.ip_forward']);
    expect(frrSysctls(plan('server1'))).toMatchObject({ 'net.ipv6.conf.eth1.accept_ra': 0 });
  });

  it('runs bgpd and bfdd', () => {
    expect(FRR_DAEMONS).toMatch(/^bgpd=yes$/m);
    expect(FRR_DAEMONS).toMatch(/^bfdd=yes$/m);
  });
});

describe('linuxPortName', () => {
  it.each([
    ['leaf', 0, null, 'swp1'],
    ['spine', 4, 1, 'swp5s1'],
    ['server', 1, null, 'eth1'],
  ] as const)('names port %s %s, lane %s: %s', (role, port, lane, name) => {
    expect(linuxPortName(role, port, lane)).toBe(name);
  });
});
