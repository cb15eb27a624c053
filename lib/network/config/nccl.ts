import { isRdmaDevice } from '../../catalog/nic';
import { fail } from '../../errors/datahall-error';
import { invalidHca } from '../../errors/network-config';
import type { RdmaSettings } from '../fabric/rdma';

/** GPUs that NCCL is set up for alike: by how they are joined inside a server or a rack. */
export type NcclPlatform = (typeof PLATFORM_NAMES)[number];

const PLATFORM_NAMES = ['a100', 'h100', 'h200', 'b200', 'gb200', 'gb300'] as const;

const NODE: Readonly<Record<string, string>> = { NCCL_CUMEM_ENABLE: '0' };
const RACK: Readonly<Record<string, string>> = {
  ...{ NCCL_MNNVL_ENABLE: '1', NCCL_CUMEM_ENABLE: '1', NCCL_NVLS_ENABLE: '1' },
};

/**
 * The platform of a GPU by the name of its class; undefined where no settings are known for it.
 *
 * @param gpu e.g. `H100-SXM`
 */
export function ncclPlatform(gpu: string): NcclPlatform | undefined {
  const family = gpu.toLowerCase().split('-')[0];
  return PLATFORM_NAMES.find((platform) => platform === family);
}

/** Those that Oracle's manifests for GPUs with RDMA set, by shape. */
const PLATFORMS: Readonly<Record<NcclPlatform, Readonly<Record<string, string>>>> = {
  a100: { NCCL_IB_QPS_PER_CONNECTION: '4' },
  ...{ h100: NODE, h200: NODE, b200: NODE },
  ...{ gb200: RACK, gb300: RACK },
};

/**
 * Environment of a process that uses NCCL over RDMA. Where NCCL finds no device it would go on over TCP in silence, so
 * the devices are an exact list, and InfiniBand verbs are not optional.
 *
 * @param platform GPUs of the server
 * @param devices RDMA devices of the compute fabric, as `ibv_devinfo` names them, e.g. `mlx5_0` or `mlx5_0:1`
 * @param rdma what the fabric wants
 * @throws DH3844 when a device has no valid name
 */
export function ncclEnvironment(
  platform: NcclPlatform,
  devices: readonly string[],
  rdma: RdmaSettings,
): Readonly<Record<string, string>> {
  const bad = devices.find((device) => !isRdmaDevice(device));
  if (bad !== undefined || devices.length === 0) fail(invalidHca(bad));
  const { gidIndex, trafficClass, serviceLevel = 0, timeout = 22 } = rdma;
  return {
    // The second `=` asks for these names exactly; without it mlx5_1 would also be mlx5_10.
    NCCL_IB_HCA: `=${devices.join(',')}`,
    NCCL_IB_DISABLE: '0',
    ...(gidIndex === null ? {} : { NCCL_IB_GID_INDEX: String(gidIndex) }),
    ...{ NCCL_IB_TC: String(trafficClass), NCCL_IB_SL: String(serviceLevel), NCCL_IB_TIMEOUT: String(timeout) },
    ...{ NCCL_IB_QPS_PER_CONNECTION: '1', NCCL_IB_SPLIT_DATA_ON_QPS: '0' },
    ...PLATFORMS[platform],
  };
}
