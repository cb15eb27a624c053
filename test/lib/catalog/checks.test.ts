import { Bandwidth, Bytes, GpuModel, Mass, Power, ServerModel, SwitchModel } from 'datahall';
import type { GpuFacts } from '../../../lib/catalog/gpu-model';
import type { ServerFacts } from '../../../lib/catalog/server-model';
import type { SwitchFacts } from '../../../lib/catalog/switch-model';

const server = ServerModel.DGX_H100.facts;
const [nic] = server.nics!;
const model = SwitchModel.SN5600.facts;
const [ports] = model.ports;
const gpu = GpuModel.H100_SXM.facts;

describe('classes of your own', () => {
  it.each<[string, string, Partial<ServerFacts>]>([
    ['DH3022', 'name', { name: ' ' }],
    ['DH3022', 'source', { source: '' }],
    ['DH1004', 'rackUnits', { rackUnits: 0 }],
    ['DH1004', 'cores', { cores: 1.5 }],
    ['DH1005', 'maxPower', { maxPower: Power.watts(0) }],
    ['DH1004', 'powerSupplies.count', { powerSupplies: { ...server.powerSupplies, count: 0 } }],
    ['DH1004', 'powerSupplies.required', { powerSupplies: { ...server.powerSupplies, required: 7 } }],
    ['DH1005', 'powerSupplies.rated', { powerSupplies: { ...server.powerSupplies, rated: Power.watts(0) } }],
    ['DH1004', 'gpus.count', { gpus: { model: GpuModel.H100_SXM, count: 0 } }],
    ['DH1004', 'disks.count', { disks: { count: -1, size: Bytes.tb(1), media: 'nvme' } }],
    ['DH1005', 'disks.size', { disks: { count: 1, size: Bytes.of(0), media: 'nvme' } }],
    ['DH1005', 'weight', { weight: Mass.kg(0) }],
    ['DH1005', 'memory', { memory: Bytes.of(0) }],
    ['DH1004', 'nics[1].ports', { nics: [nic!, { ...nic!, ports: -4 }] }],
    ['DH1005', 'nics[0].speed', { nics: [{ ...nic!, speed: Bandwidth.bps(0) }] }],
    ['DH3022', 'nics[0].roles', { nics: [{ ...nic!, roles: [] }] }],
    ['DH1004', 'nics[0].cage.ports', { nics: [{ ...nic!, cage: { connector: 'OSFP', ports: 0 } }] }],
    ['DH3806', 'nics[1].roles', { nics: [nic!, { ...nic!, roles: ['management', 'rdma'] }] }],
    ['DH3857', 'nics[0].devices', { nics: [{ ...nic!, devices: ['mlx5_0'] }] }],
  ])('of servers are refused with %s for %s', (code, field, change) => {
    expect(() => ServerModel.custom({ ...server, ...change })).toThrow(new RegExp(`^${code} .*'${escape(field)}'`));
  });

  it.each<[string, string, Partial<SwitchFacts>]>([
    ['DH3022', 'name', { name: '' }],
    ['DH3022', 'ports', { ports: [] }],
    ['DH1004', 'rackUnits', { rackUnits: -1 }],
    ['DH1005', 'maxPower', { maxPower: Power.watts(0) }],
    ['DH1004', 'ports[0].count', { ports: [{ ...ports!, count: -4 }] }],
    ['DH1004', 'ports[1].lanes', { ports: [ports!, { ...ports!, lanes: 0 }] }],
    ['DH1004', 'ports[0].portsPerCage', { ports: [{ ...ports!, portsPerCage: 0 }] }],
    ['DH1005', 'ports[0].speed', { ports: [{ ...ports!, speed: Bandwidth.bps(0) }] }],
    [
      'DH1004',
      'ports[0].breakouts[0].count',
      { ports: [{ ...ports!, breakouts: [{ count: 1, speed: Bandwidth.gbps(1) }] }] },
    ],
    ['DH1004', 'powerSupplies.required', { powerSupplies: { ...model.powerSupplies!, required: 3 } }],
  ])('of switches are refused with %s for %s', (code, field, change) => {
    expect(() => SwitchModel.custom({ ...model, ...change })).toThrow(new RegExp(`^${code} .*'${escape(field)}'`));
  });

  it.each<[string, string, Partial<GpuFacts>]>([
    ['DH3022', 'source', { source: ' ' }],
    ['DH1005', 'memory', { memory: Bytes.of(0) }],
    ['DH1005', 'maxPower', { maxPower: Power.watts(0) }],
  ])('of GPUs are refused with %s for %s', (code, field, change) => {
    expect(() => GpuModel.custom({ ...gpu, ...change })).toThrow(new RegExp(`^${code} .*'${escape(field)}'`));
  });

  it('are taken as the library has its own', () => {
    for (const { facts } of ServerModel.known) expect(ServerModel.custom(facts).facts).toBe(facts);
    for (const { facts } of SwitchModel.known) expect(SwitchModel.custom(facts).facts).toBe(facts);
    for (const { facts } of GpuModel.known) expect(GpuModel.custom(facts).facts).toBe(facts);
  });
});

function escape(text: string): string {
  return text.replace(/[.[\]]/g, '\\$&');
}
