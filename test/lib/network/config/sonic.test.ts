import { sonicConfigDb, type SonicCage, sonicPortName } from '../../../../lib/network/config/sonic';
import { leafSpine, type PlanOptions, plansOf } from '../../../support/device-plans';

const cage = (port: number): SonicCage => ({
  ...{ name: `Ethernet${port * 8}`, index: port + 1 },
  lanes: Array.from({ length: 8 }, (_, lane) => port * 8 + lane),
});
const hardware = { hwsku: 'sku', platform: 'x86_64-kvm_x86_64-r0', mac: '02:00:00:00:01:01', cage };
const plan = (name: string, options: PlanOptions = { numbered: true }) =>
  plansOf(leafSpine(4, 2), options).find((device) => device.name === name)!;

describe('sonicConfigDb', () => {
  it('calls a leaf what SONiC calls it', () => {
    expect(sonicConfigDb(plan('leaf1'), hardware)['DEVICE_METADATA']).toMatchObject({
      localhost: { type: 'ToRRouter' },
    });
    expect(sonicConfigDb(plan('spine1'), hardware)['DEVICE_METADATA']).toMatchObject({
      localhost: { type: 'LeafRouter' },
    });
  });

  it('has a neighbour for each address at the other end', () => {
    const tables = sonicConfigDb(plan('leaf1'), hardware);
    const { remote, local, peerAsn } = plan('leaf1').links[1]!;
    expect(tables['BGP_NEIGHBOR']![remote.v4!]).toMatchObject({ asn: String(peerAsn), local_addr: local.v4 });
    expect(Object.keys(tables['BGP_NEIGHBOR']!)).toHaveLength(6);
  });

  it('waits for Kubernetes nodes', () => {
    const cluster = { asn: 64_600, ranges: ['10.255.0.0/24'], virtualIps: [] };
    const tables = sonicConfigDb(plan('leaf1', { numbered: true, cluster }), hardware);
    expect(tables['BGP_PEER_RANGE']).toMatchObject({ CLUSTER: { peer_asn: '64600', ip_range: ['10.255.0.0/24'] } });
    expect(sonicConfigDb(plan('leaf1'), hardware)).not.toHaveProperty('BGP_PEER_RANGE');
  });

  it('names the ports of a cage by its lanes', () => {
    expect(sonicPortName(cage(1), null)).toBe('Ethernet8');
    expect(sonicPortName({ ...cage(1), ports: 2 }, 1)).toBe('Ethernet12');
  });

  it('has no way to talk over links without addresses: DH3840', () => {
    expect(() => sonicConfigDb(plan('leaf1', {}), hardware)).toThrow('DH3840');
  });

  it('is for no server: DH3841', () => {
    expect(() => sonicConfigDb(plan('server1'), hardware)).toThrow('DH3841');
  });

  it('passes packets of 9216 bytes at most: DH3842', () => {
    expect(() => sonicConfigDb({ ...plan('leaf1'), mtu: 9217 }, hardware)).toThrow('DH3842');
  });
});
