import { ncclEnvironment, ncclPlatform } from '../network/config/nccl';
import { rolesOf } from './fabrics';
import type { SiteFact } from './facts';

/** Environment of processes that use NCCL on the servers of a group. */
export interface NcclSettings {
  /** Fabric that they use. */
  readonly fabric: string;
  /** Names and values. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The settings of NCCL for a group of servers. They follow from the fabric that carries RDMA, the RDMA devices of the
 * servers and their GPUs; where one of these is not known, there are none, and nothing is guessed.
 *
 * @param site the fact of the site
 * @param group name of the group
 */
export function ncclOf(site: SiteFact, group: string): NcclSettings | undefined {
  const servers = site.servers.find((each) => each.group === group);
  const fabric = site.fabrics.find(({ topology }) => rolesOf(site, topology).includes('rdma'));
  const platform = ncclPlatform(servers?.gpuModel ?? '');
  const rdma = fabric?.topology.rdma;
  if (servers === undefined || fabric === undefined || platform === undefined || rdma === undefined) return undefined;
  const nics = servers.nics.filter(({ roles }) => roles.includes('rdma'));
  const devices = nics.flatMap((nic) => nic.devices ?? []);
  if (devices.length === 0 || nics.some((nic) => nic.devices === undefined)) return undefined;
  return { fabric: fabric.name, environment: ncclEnvironment(platform, devices, rdma) };
}

/**
 * Environments for NCCL, one file a group of servers, in the form that `docker run --env-file`, systemd and
 * `kubectl create configmap --from-env-file` read; by path.
 *
 * @param site the fact of the site
 * @param fabric name of the fabric
 */
export function ncclFiles(site: SiteFact, fabric: string): Readonly<Record<string, string>> {
  const files = site.servers.flatMap(({ group }) => {
    const settings = ncclOf(site, group);
    if (settings?.fabric !== fabric) return [];
    const lines = Object.entries(settings.environment).map(([key, value]) => `${key}=${value}\n`);
    return [[`nccl/${group}.env`, lines.join('')] as const];
  });
  return Object.fromEntries(files);
}
