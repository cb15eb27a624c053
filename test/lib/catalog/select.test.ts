import fc from 'fast-check';
import {
  DISK_CRITERIA,
  GPU_CRITERIA,
  NIC_CRITERIA,
  SERVER_CRITERIA,
  SWITCH_CRITERIA,
} from '../../../lib/catalog/criteria';
import { GpuModel } from '../../../lib/catalog/gpu-model';
import { Need } from '../../../lib/catalog/need';
import { disksOf, nicsOf } from '../../../lib/catalog/parts';
import { select } from '../../../lib/catalog/select';
import { ServerModel } from '../../../lib/catalog/server-model';
import { SwitchModel } from '../../../lib/catalog/switch-model';
import { Bandwidth } from '../../../lib/units/bandwidth';
import { Bytes } from '../../../lib/units/bytes';
import { Power } from '../../../lib/units/power';

const { DGX_H100, DGX_B200, CONTROL_1U, NVME_2U } = ServerModel;
const servers = [CONTROL_1U, DGX_H100, NVME_2U];

describe('select', () => {
  it('says why a server satisfies, and why others do not', () => {
    const { selected, rejected } = select(
      servers,
      SERVER_CRITERIA,
      { gpus: Need.exactly(8), memory: Need.atLeast(Bytes.tb(1)), maxPower: Need.atMost(Power.kw(12)) },
      [],
    );
    expect(selected).toEqual([
      {
        candidate: DGX_H100,
        count: 1,
        reasons: [
          'gpus 8, exactly 8 asked for',
          'memory 1.819 TiB, at least 931.323 GiB asked for',
          'maxPower 10.2 kW, at most 12 kW asked for',
        ],
      },
    ]);
    expect(rejected).toEqual([
      {
        candidate: CONTROL_1U,
        reasons: ['gpus 0, exactly 8 asked for', 'memory is not known, at least 931.323 GiB asked for'],
      },
      {
        candidate: NVME_2U,
        reasons: ['gpus 0, exactly 8 asked for', 'memory 256 GiB, at least 931.323 GiB asked for'],
      },
    ]);
  });

  it('counts how many it takes for a total', () => {
    const needs = { diskCapacity: Need.inTotal(Bytes.tb(1000)) };
    const { selected } = select(servers, SERVER_CRITERIA, needs, [{ by: 'count' }]);
    expect(selected).toMatchObject([{ candidate: NVME_2U, count: 7 }]); // 1000 / 153.6 = 6.51
    const exact = select([NVME_2U], SERVER_CRITERIA, { diskCapacity: Need.inTotal(Bytes.tb(153.6 * 3)) }, []);
    expect(exact.selected[0]?.count).toBe(3);
    // (0.1 + 0.2) / 0.1 is a little more than 3.
    const tenths = select([0.1], { size: (size: number): number => size }, { size: Need.inTotal(0.1 + 0.2) }, []);
    expect(tenths.selected[0]?.count).toBe(3);
  });

  it('orders by a fact, by count and by a fact of all that it takes', () => {
    const power = (kw: number, disks: number): ServerModel =>
      ServerModel.custom({
        ...NVME_2U.facts,
        maxPower: Power.kw(kw),
        disks: { count: disks, size: Bytes.tb(10), media: 'nvme' },
      });
    const [small, large] = [power(0.5, 4), power(1.2, 12)];
    const needs = { diskCapacity: Need.inTotal(Bytes.tb(480)) }; // 12 of 0.5 kW, or 4 of 1.2 kW
    const first = (...order: Parameters<typeof select<ServerModel, typeof SERVER_CRITERIA>>[3]): unknown =>
      select([small, large], SERVER_CRITERIA, needs, order).selected[0]?.candidate;
    expect(first()).toBe(small);
    expect(first({ by: 'maxPower' })).toBe(small);
    expect(first({ by: 'maxPower', first: 'largest' })).toBe(large);
    expect(first({ by: 'maxPower', total: true })).toBe(large);
    expect(first({ by: 'count' })).toBe(large);
    expect(first({ by: 'rackUnits' }, { by: 'count' })).toBe(large);
  });

  it('puts what is not known last', () => {
    const order = (first: 'smallest' | 'largest'): readonly unknown[] =>
      select([SwitchModel.QM9700, SwitchModel.SN5600], SWITCH_CRITERIA, {}, [{ by: 'maxPower', first }]).selected.map(
        ({ candidate }) => candidate,
      );
    expect(order('smallest')).toEqual([SwitchModel.SN5600, SwitchModel.QM9700]);
    expect(order('largest')).toEqual([SwitchModel.SN5600, SwitchModel.QM9700]);
  });

  it('selects GPUs, disks, NICs and switches', () => {
    const gpu = select([GpuModel.H100_SXM], GPU_CRITERIA, { memory: Need.atLeast(Bytes.gb(80)) }, []);
    expect(gpu.selected).toHaveLength(1);
    const disks = select([NVME_2U.facts.disks!], DISK_CRITERIA, { capacity: Need.atLeast(Bytes.tb(200)) }, []);
    expect(disks.rejected).toHaveLength(1);
    const nics = select(DGX_H100.facts.nics ?? [], NIC_CRITERIA, { bandwidth: Need.atLeast(Bandwidth.gbps(3200)) }, []);
    expect(nics.selected.map(({ candidate }) => candidate.roles)).toEqual([['rdma']]);
    const switches = select(
      [SwitchModel.SN5600, SwitchModel.SN2201],
      SWITCH_CRITERIA,
      { bandwidth: Need.atLeast(Bandwidth.tbps(50)), speed: Need.atLeast(Bandwidth.gbps(800)) },
      [],
    );
    expect(switches.selected.map(({ candidate }) => candidate)).toEqual([SwitchModel.SN5600]);
    expect(select([DGX_H100], SERVER_CRITERIA, { rdma: Need.exactly(Bandwidth.gbps(3200)) }, []).selected).toHaveLength(
      1,
    );
  });

  it('selects NICs by what they carry, and says why others are rejected', () => {
    const { selected, rejected } = select(
      nicsOf(ServerModel.known),
      NIC_CRITERIA,
      { roles: Need.allOf('frontend', 'storage'), speed: Need.atLeast(Bandwidth.gbps(400)) },
      [],
    );
    expect(selected).toMatchObject([
      {
        candidate: { servers: [DGX_H100, DGX_B200] },
        reasons: [
          'roles frontend, storage, all of frontend, storage asked for',
          'speed 400 Gbit/s, at least 400 Gbit/s asked for',
        ],
      },
    ]);
    const role = (roles: string): string => `roles ${roles}, all of frontend, storage asked for`;
    expect(rejected.map(({ reasons }) => reasons)).toEqual([
      [role('rdma')],
      [role('management'), 'speed 1 Gbit/s, at least 400 Gbit/s asked for'],
      [role('rdma')],
      ['speed 200 Gbit/s, at least 400 Gbit/s asked for'],
    ]);
  });

  it('selects NICs by RDMA and by their cage', () => {
    const needs = { rdma: Need.atLeast(Bandwidth.gbps(3200)), connector: Need.oneOf('OSFP', 'QSFP112') };
    const { selected, rejected } = select(nicsOf(ServerModel.known), NIC_CRITERIA, needs, []);
    expect(selected.map(({ candidate }) => candidate.servers)).toEqual([[DGX_H100], [DGX_B200]]);
    expect(rejected[0]?.reasons).toEqual([
      'rdma 0 bit/s, at least 3.2 Tbit/s asked for',
      'connector is not known, one of OSFP, QSFP112 asked for',
    ]);
  });

  it('selects disks by media, size and how many servers a capacity takes', () => {
    const hdd = ServerModel.custom({
      ...NVME_2U.facts,
      name: 'archive',
      disks: { count: 24, size: Bytes.tb(20), media: 'hdd' },
    });
    const disks = disksOf([...ServerModel.known, hdd]);
    const { selected, rejected } = select(
      disks,
      DISK_CRITERIA,
      { media: Need.oneOf('nvme', 'ssd'), capacity: Need.inTotal(Bytes.tb(1000)) },
      [],
    );
    expect(selected).toMatchObject([{ candidate: { servers: [NVME_2U] }, count: 7 }]); // 1000 / 153.6 = 6.51
    expect(selected[0]?.reasons[0]).toBe('media nvme, one of nvme, ssd asked for');
    expect(rejected).toMatchObject([
      { candidate: { servers: [hdd] }, reasons: ['media hdd, one of nvme, ssd asked for'] },
    ]);
    const large = select(disks, DISK_CRITERIA, { size: Need.atLeast(Bytes.tb(16)) }, []);
    expect(large.selected.map(({ candidate }) => candidate.servers)).toEqual([[hdd]]);
  });

  it('satisfies no need of words by a measure, and none of a measure by words', () => {
    const criteria = { size: (size: number): number => size, name: (size: number): string => `n${size}` };
    const loose = criteria as unknown as Record<string, (size: number) => number>;
    const reasons = (needs: object): unknown => select([5], loose, needs, []).rejected[0]?.reasons;
    expect(reasons({ size: Need.oneOf('5') })).toEqual(['size 5, one of 5 asked for']);
    expect(reasons({ name: Need.atLeast(1) })).toEqual(['name n5, at least 1 asked for']);
    expect(reasons({ name: Need.oneOf() })).toEqual(['name n5, one of none asked for']);
    expect(select([5], criteria, { name: Need.oneOf('n4', 'n5') }, []).selected).toHaveLength(1);
  });

  it('refuses unknown facts and wrong units when it is compiled', () => {
    // @ts-expect-error no such fact
    select(servers, SERVER_CRITERIA, { colour: Need.atLeast(1) }, []);
    // @ts-expect-error memory is no power
    select(servers, SERVER_CRITERIA, { memory: Need.atLeast(Power.kw(1)) }, []);
    // @ts-expect-error no such fact to order by
    select(servers, SERVER_CRITERIA, {}, [{ by: 'colour' }]);
    const [nics, disks] = [nicsOf(servers), disksOf(servers)];
    // @ts-expect-error no such role
    select(nics, NIC_CRITERIA, { roles: Need.oneOf('rmda') }, []);
    // @ts-expect-error a kind of disks is no measure
    select(disks, DISK_CRITERIA, { media: Need.atLeast(1) }, []);
    // @ts-expect-error a size is no word
    select(disks, DISK_CRITERIA, { size: Need.oneOf('large') }, []);
    // @ts-expect-error roles have no order
    select(nics, NIC_CRITERIA, {}, [{ by: 'roles' }]);
    expect(select(servers, SERVER_CRITERIA, {}, []).selected).toHaveLength(3);
  });

  it('selects or rejects each candidate, always the same way, and what it takes is enough', () => {
    const criteria = { size: ({ size }: { readonly size: number }): number => size };
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 500 }), (sizes, total) => {
        const candidates = sizes.map((size) => ({ size }));
        const run = () => select(candidates, criteria, { size: Need.inTotal(total) }, [{ by: 'count' }]);
        const { selected, rejected } = run();
        expect(run()).toEqual({ selected, rejected });
        expect([...selected, ...rejected].length).toBe(candidates.length);
        for (const { candidate, count } of selected) {
          expect(candidate.size * count).toBeGreaterThanOrEqual(total);
          expect(candidate.size * (count - 1)).toBeLessThan(total);
        }
      }),
    );
  });
});
