import type { DevicePlan } from '../../../lib/network/addressing/device-plan';
import { eventually } from './eventually';
import type { FrrLab } from './frr-lab';

/** What MetalLB runs on a node: a second bgpd that listens to nobody and puts nothing into the kernel. */
export async function speaker(
  lab: FrrLab,
  node: string,
  leaves: readonly DevicePlan[],
  address: string,
): Promise<void> {
  const folder = lab.folder(`${node}-speaker`);
  lab.daemon(node, 'bgpd', folder, '-p', '0', '-Z');
  const peers = leaves.map(({ asn, loopback }) => ({ asn, peer: loopback.v4! }));
  const config = [
    `router bgp ${leaves[0]!.cluster!.asn}`,
    ' no bgp ebgp-requires-policy',
    ' no bgp network import-check',
    ` bgp router-id ${lab.plan(node).loopback.v4!}`,
    ...peers.flatMap(({ peer, asn }) => [` neighbor ${peer} remote-as ${asn}`, ` neighbor ${peer} ebgp-multihop`]),
    ...peers.map(({ peer }) => ` neighbor ${peer} timers 3 9`),
    ' address-family ipv4 unicast',
    `  network ${address}`,
    ' exit-address-family',
    'exit',
  ];
  await eventually('the speaker answers', () => lab.load(node, folder, `${config.join('\n')}\n`).then(() => true));
}
