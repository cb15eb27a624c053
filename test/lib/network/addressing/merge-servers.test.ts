import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { mergeServers } from '../../../../lib/network/addressing/merge-servers';
import { frrConfig } from '../../../../lib/network/config/frr';
import { devicesOf } from '../../../../lib/site/addressing';

const { SN5600 } = SwitchModel;
const site = new Site('lab', {
  racks: { a: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
  servers: { gpu: ServerModel.DGX_H100.times(4) },
  fabrics: {
    rdma: Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 2, rails: 8, mtu: 4200 }),
    main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }),
  },
  addresses: { underlay: Cidr.of('10.0.0.0/12'), virtualIps: Cidr.of('198.51.100.0/24') },
});
const [rdma, main] = devicesOf(site.toFact()).fabrics.map(({ devices }) => devices);
const merged = mergeServers([main!, rdma!]);

describe('mergeServers', () => {
  it('has each device once, and each server with the links of all its fabrics', () => {
    expect(new Set(merged.map(({ name }) => name)).size).toBe(merged.length);
    expect(merged).toHaveLength(rdma!.length + main!.length - 4);
    const [server] = merged;
    expect(server?.links.map(({ port }) => port)).toEqual(Array.from({ length: 10 }, (_, port) => port));
    expect(new Set(server?.links.map(({ mtu }) => mtu))).toEqual(new Set([4200, 9000]));
  });

  it('never joins switches, whatever they are called', () => {
    const leaf = main!.find(({ role }) => role === 'leaf')!;
    const other = { ...leaf, fabric: 'rdma', asn: 1 };
    expect(mergeServers([[leaf], [other]])).toEqual([leaf, other]);
  });

  it('makes a server one router, with an address in each fabric and the AS number that all leaves expect', () => {
    const [inMain, inRdma] = [main!, rdma!].map((devices) => devices.find(({ name }) => name === 'lab-gpu-001')!);
    expect(inMain?.asn).toBe(inRdma?.asn);
    const expected = merged.flatMap(({ links }) => links.filter(({ peer }) => peer === 'lab-gpu-001'));
    expect(new Set(expected.map(({ peerAsn }) => peerAsn))).toEqual(new Set([inMain?.asn]));
    const text = frrConfig(merged.find(({ name }) => name === 'lab-gpu-001')!);
    for (const { loopback } of [inMain!, inRdma!]) expect(text).toContain(`network ${loopback.v4}/32`);
    expect(text.match(/^router bgp /gm)).toHaveLength(1);
  });
});
