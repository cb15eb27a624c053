import { ciliumPeers } from '../../../../lib/network/config/cilium-peers';
import { metallbPeers } from '../../../../lib/network/config/metallb-peers';
import { leafSpine, plansOf } from '../../../support/device-plans';

const cluster = { asn: 64_600, ranges: ['10.255.0.0/24'], virtualIps: ['198.51.100.0/24'] };
const plans = plansOf(leafSpine(4, 2), { cluster }).map((plan) =>
  plan.role === 'server' ? { ...plan, rack: plan.name === 'server1' ? 'r01' : 'r02' } : plan,
);

describe('metallbPeers', () => {
  it('has a peer for each leaf, of the nodes in the racks that it serves', () => {
    const peers = metallbPeers(plans, 'example.com/rack');
    expect(peers.map(({ metadata }) => metadata.name)).toEqual(['leaf1-v4', 'leaf2-v4', 'leaf3-v4', 'leaf4-v4']);
    expect(peers[2]!['spec']).toMatchObject({
      ...{ myASN: 64_600, peerASN: plans.find(({ name }) => name === 'leaf3')!.asn, peerAddress: '10.255.1.3' },
      ebgpMultiHop: true,
      nodeSelectors: [{ matchExpressions: [{ key: 'example.com/rack', operator: 'In', values: ['r02'] }] }],
    });
  });

  it('leaves BFD to the host', () => {
    expect(JSON.stringify(metallbPeers(plans))).not.toContain('bfdProfile');
  });

  it('has a peer for each version that sessions come in', () => {
    const dual = plansOf(leafSpine(2, 1), { cluster: { ...cluster, ranges: ['10.255.0.0/24', 'fd00:255::/64'] } });
    expect(metallbPeers(dual).map(({ metadata }) => metadata.name)).toEqual([
      'leaf1-v4',
      'leaf1-v6',
      'leaf2-v4',
      'leaf2-v6',
    ]);
  });

  it('is empty without a cluster', () => {
    expect(metallbPeers(plansOf(leafSpine(2, 1)))).toEqual([]);
    expect(ciliumPeers(plansOf(leafSpine(2, 1)))).toEqual([]);
  });
});

describe('ciliumPeers', () => {
  const objects = ciliumPeers(plans);

  it('gives the nodes of a rack its leaves', () => {
    const racks = objects.filter(({ kind }) => kind === 'CiliumBGPClusterConfig');
    expect(racks.map(({ metadata }) => metadata.name)).toEqual(['rack-r01', 'rack-r02']);
    expect(JSON.stringify(racks[0])).toContain('10.255.1.2');
    expect(JSON.stringify(racks[0])).not.toContain('10.255.1.3');
  });

  it('advertises by a label that its families look for', () => {
    const labels = objects.find(({ kind }) => kind === 'CiliumBGPAdvertisement')!.metadata.labels;
    const config = objects.find(({ kind }) => kind === 'CiliumBGPPeerConfig')!['spec'];
    expect(config).toMatchObject({
      ebgpMultihop: 2,
      families: [{ afi: 'ipv4', advertisements: { matchLabels: labels } }],
    });
  });

  it('hands out the virtual IPs', () => {
    const pool = objects.find(({ kind }) => kind === 'CiliumLoadBalancerIPPool');
    expect(pool?.['spec']).toEqual({ blocks: [{ cidr: '198.51.100.0/24' }] });
  });
});
