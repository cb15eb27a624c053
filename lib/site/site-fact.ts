import { AsnPlan, withRoom } from '../network/addressing/asn-plan';
import { cablingSpec } from './cabling/options';
import type { SiteFact } from './facts';
import { PodNetwork } from './pod-network';
import type { SiteOptions } from './site';

/**
 * A site as a fact: plain JSON, from which racks, cables, addresses and proofs follow.
 *
 * @param name name of the site
 * @param options what it consists of
 */
export function siteFact(name: string, options: SiteOptions): SiteFact {
  const {
    racks,
    servers,
    fabrics,
    addresses,
    outside,
    podNetwork = PodNetwork.routed(),
    asns = AsnPlan.fourByte(),
    cabling,
  } = options;
  const { underlay, ipv6, fabrics: ranges = {}, virtualIps, pods, nodePodPrefix, services } = addresses;
  return {
    name,
    racks: Object.entries(racks).map(([row, { count, batches, options: each }]) => ({
      row,
      count,
      batches,
      units: each.units,
      feeds: each.feeds,
      feedWatts: each.feed.watts,
      loadKg: each.load?.kilograms ?? null,
    })),
    servers: Object.entries(servers).map(
      ([
        group,
        {
          model: { facts },
          count,
          deliveries,
          placement,
        },
      ]) => ({
        group,
        model: facts.name,
        count,
        batches: deliveries.map((each) => each.count),
        ...(deliveries.some(({ delivery }) => delivery !== undefined)
          ? { deliveries: deliveries.map(({ delivery }) => delivery ?? null) }
          : {}),
        row: placement.row ?? Object.keys(racks)[0] ?? '',
        perRack: placement.perRack ?? null,
        at: placement.at ?? null,
        rackUnits: facts.rackUnits,
        maxPowerWatts: facts.maxPower.watts,
        weightKg: facts.weight?.kilograms ?? null,
        powerSupplies: { count: facts.powerSupplies.count, required: facts.powerSupplies.required },
        gpus: facts.gpus?.count ?? 0,
        ...(facts.gpus === undefined ? {} : { gpuModel: facts.gpus.model.facts.name }),
        nics: (facts.nics ?? []).map(({ roles, ports, speed, devices, cage, bond }) => ({
          ...{ roles, ports, bps: speed.bitsPerSecond },
          ...(devices === undefined ? {} : { devices }),
          ...(cage === undefined ? {} : { cage }),
          ...(bond === undefined ? {} : { bond }),
        })),
        source: facts.source,
      }),
    ),
    fabrics: Object.entries(fabrics).map(([fabric, { spec, classes }]) => ({ name: fabric, topology: spec, classes })),
    addresses: {
      underlay: underlay.toString(),
      ipv6: ipv6?.toString() ?? null,
      fabrics: Object.fromEntries(Object.entries(ranges).map(([fabric, range]) => [fabric, range.toString()])),
      virtualIps: virtualIps.toString(),
      ...(pods === undefined
        ? {}
        : { pods: pods.toString(), nodePodPrefix: nodePodPrefix ?? (pods.version === 4 ? 24 : 64) }),
      ...(services === undefined ? {} : { services: services.toString() }),
    },
    ...(outside === undefined
      ? {}
      : { outside: Object.entries(outside).map(([router, { spec }]) => ({ name: router, ...spec })) }),
    asns: withRoom(asns.spec, { fabrics: Object.keys(fabrics).length, groups: Object.keys(servers).length }),
    podNetwork: podNetwork.kind,
    cabling: cabling === undefined ? null : cablingSpec(cabling),
  };
}
