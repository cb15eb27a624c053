import fc from 'fast-check';
import { Bandwidth, Bytes, ServerModel } from 'datahall';
import { disksOf, nicsOf } from '../../../lib/catalog/parts';

const { DGX_H100, DGX_B200, CONTROL_1U, NVME_2U } = ServerModel;
const own = (facts: Partial<ServerModel['facts']>): ServerModel =>
  ServerModel.custom({ ...CONTROL_1U.facts, name: 'own', ...facts });

describe('nicsOf', () => {
  it('lists what the known classes declare, equal ones once, with the classes', () => {
    const parts = nicsOf(ServerModel.known).map(({ roles, ports, speed, servers }) => [
      `${ports} x ${speed.toString()} ${roles.join(' and ')}`,
      servers.map(({ facts }) => facts.name),
    ]);
    expect(parts).toEqual([
      ['8 x 400 Gbit/s rdma', ['DGX-H100']],
      ['2 x 400 Gbit/s frontend and storage', ['DGX-H100', 'DGX-B200']],
      ['1 x 1 Gbit/s management', ['DGX-H100', 'DGX-B200', 'CONTROL-1U', 'NVME-2U']],
      // The same speed, but nobody published the names of its RDMA devices.
      ['8 x 400 Gbit/s rdma', ['DGX-B200']],
      ['2 x 200 Gbit/s frontend and storage', ['CONTROL-1U', 'NVME-2U']],
    ]);
  });

  it('takes NICs as equal however they are written, and as different when a figure differs', () => {
    const nic = { roles: ['frontend', 'storage'], ports: 2, speed: Bandwidth.gbps(100) } as const;
    const count = (other: object): number =>
      nicsOf([own({ nics: [nic] }), own({ nics: [{ ...nic, ...other }] })]).length;
    expect(count({ roles: ['storage', 'frontend'], bond: false, speed: Bandwidth.mbps(100_000) })).toBe(1);
    const others = [
      { roles: ['frontend'] },
      { ports: 4 },
      { speed: Bandwidth.gbps(200) },
      { bond: true },
      { cage: { connector: 'OSFP', ports: 2 } },
      { devices: ['mlx5_0', 'mlx5_1'] },
    ];
    expect(others.map(count)).toEqual(others.map(() => 2));
  });

  it('names a class once that declares equal NICs twice', () => {
    const nic = { roles: ['frontend'], ports: 1, speed: Bandwidth.gbps(100) } as const;
    const model = own({ nics: [nic, nic] });
    expect(nicsOf([model])).toEqual([{ ...nic, servers: [model] }]);
  });
});

describe('disksOf', () => {
  it('lists what the known classes declare', () => {
    expect(disksOf(ServerModel.known)).toEqual([{ ...NVME_2U.facts.disks, servers: [NVME_2U] }]);
    expect(disksOf([DGX_H100, DGX_B200, CONTROL_1U])).toEqual([]);
  });

  it('invents nothing and loses nothing: each class is with each of its disks', () => {
    const disks = fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      size: fc.constantFrom(Bytes.tb(4), Bytes.tb(8)),
      media: fc.constantFrom('nvme' as const, 'hdd' as const),
    });
    fc.assert(
      fc.property(fc.array(fc.option(disks, { nil: undefined })), (given) => {
        const models = given.map((each) => own(each === undefined ? {} : { disks: each }));
        const parts = disksOf(models);
        const pairs = parts.flatMap(({ servers, ...facts }) => servers.map((model) => ({ model, facts })));
        expect(pairs).toHaveLength(given.filter((each) => each !== undefined).length);
        for (const { model, facts } of pairs) expect(model.facts.disks).toEqual(facts);
        expect(new Set(parts.map(({ count, size, media }) => JSON.stringify([count, size, media]))).size).toBe(
          parts.length,
        );
      }),
    );
  });
});
