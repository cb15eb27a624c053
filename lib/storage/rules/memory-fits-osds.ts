import { osdMemoryTooSmall } from '../../errors/storage';
import { rule } from '../../rules/rule';
import { Bytes } from '../../units/bytes';
import { osdHostMemory } from '../ceph-sizing';
import { CEPH_CLUSTER } from '../facts';

/** The OSDs of a host have memory to heal with: they need most when they must not be killed. */
export const memoryFitsOsds = rule(osdMemoryTooSmall, 'warning', (model) =>
  model.all(CEPH_CLUSTER).flatMap((cluster) => {
    const { name, disksPerHost, osdMemoryBytes, hostMemoryBytes } = cluster;
    const target = Bytes.of(osdMemoryBytes);
    const needed = osdHostMemory(disksPerHost, target);
    if (hostMemoryBytes === undefined || hostMemoryBytes >= needed.bytes) return [];
    return [{ problem: osdMemoryTooSmall(name, disksPerHost, target, Bytes.of(hostMemoryBytes), needed), at: cluster }];
  }),
);
