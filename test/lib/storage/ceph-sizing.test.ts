import fc from 'fast-check';
import { Bytes, OSD_MEMORY_TARGET, osdHostMemory, placementGroups, type Redundancy } from 'datahall';
import { osdMemoryTarget } from '../../../lib/storage/ceph-sizing';

describe('placementGroups', () => {
  test.each<[osds: number, redundancy: Redundancy, groups: number]>([
    [50, { replicas: 3 }, 2048],
    [80, { data: 4, coding: 2 }, 1024],
    [200, { replicas: 3 }, 8192],
    [1, { replicas: 3 }, 32],
  ])('of a pool on %i OSDs with %j are %i', (osds, redundancy, groups) => {
    expect(placementGroups({ osds, redundancy })).toBe(groups);
  });

  test('are shared out by the data of the pools', () => {
    const pool = (share: number): number => placementGroups({ osds: 48, redundancy: { replicas: 3 }, share });
    expect([pool(0.8), pool(0.15), pool(0.05)]).toEqual([1024, 256, 64]);
  });

  test('follow another number for an OSD, and are never less than one', () => {
    expect(placementGroups({ osds: 50, redundancy: { replicas: 3 }, perOsd: 200 })).toBe(4096);
    expect(placementGroups({ osds: 3, redundancy: { replicas: 3 }, share: 0.0001 })).toBe(1);
  });

  test('are a power of two, at most a third away from what was asked for', () => {
    const pieces = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), pieces, (osds, replicas) => {
        const groups = placementGroups({ osds, redundancy: { replicas } });
        expect(Number.isInteger(Math.log2(groups))).toBe(true);
        expect(Math.abs(groups - (osds * 100) / replicas)).toBeLessThanOrEqual(((osds * 100) / replicas) * (1 / 3));
      }),
    );
  });

  test.each([
    [{ osds: 0 }, 'DH1004'],
    [{ osds: 2.5 }, 'DH1004'],
    [{ redundancy: { replicas: 0 } }, 'DH1004'],
    [{ redundancy: { data: 4, coding: 0 } }, 'DH1004'],
    [{ share: 0 }, 'DH1005'],
    [{ share: 1.1 }, 'DH1005'],
    [{ perOsd: -1 }, 'DH1005'],
  ])('of %j are an error: %s', (change, code) => {
    expect(() => placementGroups({ osds: 10, redundancy: { replicas: 3 }, ...change })).toThrow(code);
  });
});

describe('osdMemoryTarget', () => {
  test.each([
    [4, 6, '4 GiB'],
    [6, 6, '4.8 GiB'],
    [4.8, 6, '4.8 GiB'],
    [5, 6, '4.8 GiB'],
    [4, 5, '4 GiB'],
  ])('of a request of %d GiB and a limit of %d GiB is %s', (request, limit, target) => {
    expect(osdMemoryTarget({ request: Bytes.gib(request), limit: Bytes.gib(limit) }).toString()).toBe(target);
  });

  test('is in whole bytes, as Ceph counts', () => {
    expect(osdMemoryTarget({ request: Bytes.of(9), limit: Bytes.of(9) }).bytes).toBe(7);
  });
});

describe('osdHostMemory', () => {
  test('of ten OSDs is 80 GiB: twice what they aim at', () => {
    expect(osdHostMemory(10).toString()).toBe('80 GiB');
    expect(OSD_MEMORY_TARGET.toString()).toBe('4 GiB');
    expect(osdHostMemory(12, Bytes.gib(6)).toString()).toBe('144 GiB');
  });

  test('needs an OSD, and a target: DH1004, DH1005', () => {
    expect(() => osdHostMemory(0)).toThrow('DH1004');
    expect(() => osdHostMemory(1, Bytes.of(0))).toThrow('DH1005');
  });
});
