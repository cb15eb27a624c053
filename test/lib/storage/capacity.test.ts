import { Bytes, usableCapacity, type Redundancy } from 'datahall';
import { fillableCapacity } from '../../../lib/storage/capacity';

describe('usableCapacity', () => {
  test.each<[hosts: number, disks: number, terabytes: number, redundancy: Redundancy, usable: number]>([
    [5, 10, 16, { replicas: 3 }, 181.33],
    [8, 10, 16, { data: 4, coding: 2 }, 634.67],
    [12, 24, 15.36, { data: 8, coding: 3 }, 2506.75],
    [4, 10, 15.36, { replicas: 3 }, 130.56],
  ])('%i hosts with %i disks of %d TB and %j hold %d TB', (hosts, disks, terabytes, redundancy, usable) => {
    const raw = Bytes.tb(hosts * disks * terabytes);
    expect(usableCapacity({ hosts, raw }, redundancy).bytes / 1e12).toBeCloseTo(usable, 2);
  });

  test('is what fits: its replicas are never more than may be filled', () => {
    const storage = { hosts: 4, raw: Bytes.tb(614.4) };
    const { bytes } = usableCapacity(storage, { replicas: 3 });
    expect(bytes * 3).toBeLessThanOrEqual(fillableCapacity(storage).bytes);
    expect((bytes + 1) * 3).toBeGreaterThan(fillableCapacity(storage).bytes);
  });

  test('is nothing with one host or none, which can lose no host', () => {
    expect(usableCapacity({ hosts: 1, raw: Bytes.tb(10) }, { replicas: 1 }).bytes).toBe(0);
    expect(usableCapacity({ hosts: 0, raw: Bytes.tb(0) }, { replicas: 3 }).bytes).toBe(0);
  });

  test('follows another ratio at which Ceph warns', () => {
    expect(usableCapacity({ hosts: 4, raw: Bytes.tb(120), nearFull: 0.75 }, { replicas: 3 }).bytes).toBe(22.5e12);
  });
});
