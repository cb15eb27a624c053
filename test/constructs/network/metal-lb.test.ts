import { Advertisement, Cidr, DatahallError, Gateway, MetalLb, type Stage } from 'datahall';
import { devicesOf } from '../../../lib/site/addressing';
import { oneStage, smallSite } from '../../support/small-site';
import { synth } from '../../support/synth';

const routers = [
  { address: '10.0.1.2', asn: 4200000101, rack: 'lab-core-01' },
  { address: '10.0.1.3', asn: 4200000102, rack: 'lab-core-01' },
];
const bgp = (stage: Stage, given = routers): MetalLb =>
  new MetalLb(stage.network, 'metallb', { advertisement: Advertisement.bgp({ asn: 4200010001, routers: given }) });

describe('MetalLb', () => {
  it('answers on layer 2, without a routing daemon, unless told otherwise', () => {
    const out = synth(oneStage((stage) => void MetalLb.of(stage.network)));
    expect(out.of('L2Advertisement')).toHaveLength(1);
    expect(out.releases[0]?.values).toMatchObject({ frrk8s: { enabled: false } });
    expect(out.releases[0]?.values).not.toHaveProperty('frr-k8s.frrk8s');
  });

  it('advertises routes to the routers of each rack, and then keeps the addresses of clients', () => {
    const out = synth(
      oneStage((stage) => {
        const metalLb = bgp(stage);
        const gateway = new Gateway(stage.network, 'public', { site: stage.site });
        expect(gateway.nodes.metalLb).toBe(metalLb);
      }),
    );
    expect(out.stopped).toBe(false);
    expect(out.codes).not.toContain('DH3308');
    expect(out.of('BGPPeer').map(({ metadata }) => metadata.name)).toEqual(['router-10-0-1-2', 'router-10-0-1-3']);
    expect(out.of('BGPPeer')[0]?.['spec']).toMatchObject({
      myASN: 4200010001,
      peerASN: 4200000101,
      bfdProfile: 'fabric',
      nodeSelectors: [{ matchExpressions: [{ key: 'datahall.dev/rack', operator: 'In', values: ['lab-core-01'] }] }],
    });
    expect(out.of('BFDProfile').map(({ metadata }) => metadata.name)).toEqual(['fabric']);
    expect(out.of('L2Advertisement')).toEqual([]);
    expect(JSON.stringify(out.of('EnvoyProxy'))).toContain('"externalTrafficPolicy":"Local"');
  });

  it('tells the leaves of each rack, as the network of the site expects it', () => {
    const site = smallSite();
    const out = synth(
      oneStage(
        (stage) => {
          new MetalLb(stage.network, 'metallb', { advertisement: Advertisement.fabric(site) });
        },
        undefined,
        site,
      ),
    );
    expect(out.codes).not.toContain('DH3308');
    expect(out.of('BFDProfile')).toEqual([]);
    const peers = out.of('BGPPeer').map(({ spec }) => spec as { peerASN: number; peerAddress: string; myASN: number });
    const { fabrics } = devicesOf(site.toFact(), site.routing);
    const leaves = fabrics.flatMap(({ devices }) => devices).filter(({ role }) => role === 'leaf');
    expect(peers.map(({ peerAddress, peerASN, myASN }) => [peerAddress, peerASN, myASN])).toEqual(
      leaves.map(({ loopback, asn, cluster }) => [loopback.v4, asn, cluster?.asn]),
    );
  });

  it('has a router of two racks once, and both count it', () => {
    const both = routers.flatMap((router) => [router, { ...router, rack: 'lab-core-02' }]);
    const out = synth(oneStage((stage) => void bgp(stage, both)));
    expect([out.stopped, out.codes]).toEqual([false, expect.not.arrayContaining(['DH1105', 'DH3308'])]);
    expect(out.of('BGPPeer')).toHaveLength(2);
  });

  it('refuses a rack that the site does not have: DH3312', () => {
    const out = synth(oneStage((stage) => void bgp(stage, [{ ...routers[0]!, rack: 'r9' }, routers[1]!])));
    expect([out.stopped, out.codes]).toEqual([true, expect.arrayContaining(['DH3312'])]);
  });

  it('gives addresses only to those who ask', () => {
    const out = synth(oneStage((stage) => MetalLb.of(stage.network).pool(Cidr.of('198.51.100.0/24'))));
    expect(out.of('IPAddressPool').map((pool) => pool['spec'])).toEqual([
      { addresses: ['198.51.100.0/24'], autoAssign: false, avoidBuggyIPs: true },
    ]);
  });

  it('lets hosts find each other', () => {
    const out = synth(oneStage((stage) => void MetalLb.of(stage.network)));
    const memberlist = out.of('NetworkPolicy').filter((policy) => JSON.stringify(policy).includes('7946'));
    expect(memberlist.map((policy) => policy['spec'])).toMatchObject([
      { policyTypes: ['Ingress'] },
      { policyTypes: ['Egress'] },
    ]);
    expect(JSON.stringify(memberlist)).toContain('"10.0.0.0/16"');
  });

  it('warns when the hosts of a rack know one router only: DH3308', () => {
    const out = synth(oneStage((stage) => void bgp(stage, routers.slice(0, 1))));
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH3308', severity: 'warning', got: '10.0.1.2' }),
    );
  });

  it('is there once a stage: DH3309', () => {
    const out = synth(
      oneStage((stage) => {
        new Gateway(stage.network, 'public', { site: stage.site });
        bgp(stage);
      }),
    );
    expect(out.codes).toContain('DH3309');
    expect(out.stopped).toBe(true);
  });

  it.each([0, -1, 1.5, 4_294_967_296])('refuses %p as an autonomous system: DH1004', (asn) => {
    expect(() => Advertisement.bgp({ asn, routers })).toThrow(DatahallError);
    expect(() => Advertisement.bgp({ asn: 65000, routers: [{ address: '10.0.1.2', asn }] })).toThrow(/^DH1004/);
  });
});
