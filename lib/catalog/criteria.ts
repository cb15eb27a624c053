import { Bandwidth } from '../units/bandwidth';
import type { Bytes } from '../units/bytes';
import type { Power } from '../units/power';
import type { Connector } from './connector';
import type { GpuModel } from './gpu-model';
import type { NicFacts, NicRole } from './nic';
import type { DiskFacts, ServerModel } from './server-model';
import type { SwitchModel } from './switch-model';

/** Facts of a class of servers that can be asked for. */
export const SERVER_CRITERIA = {
  rackUnits: ({ facts }: ServerModel): number => facts.rackUnits,
  maxPower: ({ facts }: ServerModel): Power => facts.maxPower,
  cores: ({ facts }: ServerModel): number | undefined => facts.cores,
  memory: ({ facts }: ServerModel): Bytes | undefined => facts.memory,
  gpus: ({ facts }: ServerModel): number => facts.gpus?.count ?? 0,
  /** Of one GPU. */
  gpuMemory: ({ facts }: ServerModel): Bytes | undefined => facts.gpus?.model.facts.memory,
  /** Of all GPUs of one server. */
  allGpuMemory: ({ facts }: ServerModel): Bytes | undefined => facts.gpus?.model.facts.memory.times(facts.gpus.count),
  disks: ({ facts }: ServerModel): number => facts.disks?.count ?? 0,
  /** Of all data disks of one server. */
  diskCapacity: ({ facts }: ServerModel): Bytes | undefined => facts.disks?.size.times(facts.disks.count),
  /** Of all ports that carry RDMA. */
  rdma: ({ facts }: ServerModel): Bandwidth => speedOf(facts.nics, 'rdma'),
  /** Of all ports that carry storage. */
  storageNetwork: ({ facts }: ServerModel): Bandwidth => speedOf(facts.nics, 'storage'),
} as const;

/** Facts of a GPU that can be asked for. */
export const GPU_CRITERIA = {
  memory: ({ facts }: GpuModel): Bytes => facts.memory,
  nvlink: ({ facts }: GpuModel): Bandwidth => facts.nvlink,
  maxPower: ({ facts }: GpuModel): Power => facts.maxPower,
} as const;

/** Facts of the disks of a server that can be asked for. */
export const DISK_CRITERIA = {
  count: (disks: DiskFacts): number => disks.count,
  /** Of one disk. */
  size: (disks: DiskFacts): Bytes => disks.size,
  /** Of all disks of one server. */
  capacity: (disks: DiskFacts): Bytes => disks.size.times(disks.count),
  /** Their kind: `nvme`, `ssd` or `hdd`. */
  media: (disks: DiskFacts): DiskFacts['media'] => disks.media,
} as const;

/** Facts of the ports of a NIC that can be asked for. */
export const NIC_CRITERIA = {
  ports: (nic: NicFacts): number => nic.ports,
  /** Of one port. */
  speed: (nic: NicFacts): Bandwidth => nic.speed,
  /** Of all ports. */
  bandwidth: (nic: NicFacts): Bandwidth => nic.speed.times(nic.ports),
  /** What its ports carry. */
  roles: (nic: NicFacts): readonly NicRole[] => nic.roles,
  /** Of all ports, when they carry RDMA. */
  rdma: (nic: NicFacts): Bandwidth => speedOf([nic], 'rdma'),
  /** Of its cages. */
  connector: (nic: NicFacts): Connector | undefined => nic.cage?.connector,
} as const;

/** Facts of a class of switches that can be asked for. */
export const SWITCH_CRITERIA = {
  rackUnits: ({ facts }: SwitchModel): number => facts.rackUnits,
  maxPower: ({ facts }: SwitchModel): Power | undefined => facts.maxPower,
  cages: ({ facts }: SwitchModel): number => facts.ports.reduce((sum, { count }) => sum + count, 0),
  /** Of one cage of the fastest kind. */
  speed: ({ facts }: SwitchModel): Bandwidth =>
    facts.ports.reduce((fastest, { speed }) => (speed.compare(fastest) > 0 ? speed : fastest), Bandwidth.bps(0)),
  /** Of all cages, one direction: vendors also count both. */
  bandwidth: ({ facts }: SwitchModel): Bandwidth =>
    facts.ports.reduce((sum, { speed, count }) => sum.plus(speed.times(count)), Bandwidth.bps(0)),
} as const;

function speedOf(nics: readonly NicFacts[] | undefined, role: NicRole): Bandwidth {
  const chosen = (nics ?? []).filter(({ roles }) => roles.includes(role));
  return chosen.reduce((sum, { speed, ports }) => sum.plus(speed.times(ports)), Bandwidth.bps(0));
}
