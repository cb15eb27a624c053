import {
  Bandwidth,
  type GpuModel,
  type NicFacts,
  ServerModel,
  Site,
  type SiteOptions,
  SwitchModel,
  Topology,
} from 'datahall';
import { ncclFiles, ncclOf } from '../../../lib/site/nccl';
import { nodeLabels } from '../../../lib/site/node-labels';
import { smallSite } from '../../support/small-site';

const { SN5600 } = SwitchModel;
const small = smallSite().options;
const clos = { leaf: SN5600, spine: SN5600, spines: 2 };
const rails = Topology.railOptimised({ ...clos, rails: 8, rows: 2 });
const main = Topology.leafSpine({ ...clos, carries: ['frontend', 'storage'] });
const roce = { gidIndex: 3, trafficClass: 106 };
const siteWith = (rdma: Topology, options: Partial<SiteOptions> = {}) =>
  new Site('lab', { ...small, fabrics: { main, rdma }, ...options }).toFact();
const servers = (nics: readonly NicFacts[], gpu?: GpuModel): Partial<SiteOptions> => {
  const { facts } = ServerModel.DGX_H100;
  const model = ServerModel.custom({ ...facts, nics, gpus: { model: gpu ?? facts.gpus!.model, count: 8 } });
  return { servers: { h100: model.times(4, { row: 'gpu' }) } };
};

describe('ncclOf', () => {
  it('names the RDMA devices of a DGX H100 in the order of its GPUs, with what the fabric says', () => {
    const settings = ncclOf(siteWith(rails.withRdma(roce)), 'h100');
    expect(settings).toMatchObject({
      fabric: 'rdma',
      environment: {
        NCCL_IB_HCA: '=mlx5_0,mlx5_3,mlx5_4,mlx5_5,mlx5_6,mlx5_9,mlx5_10,mlx5_11',
        NCCL_IB_GID_INDEX: '3',
        NCCL_IB_TC: '106',
      },
    });
  });

  it.each<[string, Parameters<typeof siteWith>]>([
    ['a fabric that says nothing', [rails]],
    [
      'devices that are not known',
      [
        rails.withRdma(roce),
        servers(ServerModel.DGX_H100.facts.nics!.map(({ roles, ports, speed }) => ({ roles, ports, speed }))),
      ],
    ],
  ])('guesses nothing for %s', (_, [topology, options]) => {
    expect(ncclOf(siteWith(topology, options), 'h100')).toBeUndefined();
  });

  it('has none for servers without GPUs', () => {
    expect(ncclOf(siteWith(rails.withRdma(roce)), 'control')).toBeUndefined();
  });

  it('is a file of the fabric that carries RDMA', () => {
    const site = siteWith(rails.withRdma(roce));
    expect(Object.keys(ncclFiles(site, 'rdma'))).toEqual(['nccl/h100.env']);
    expect(ncclFiles(site, 'rdma')['nccl/h100.env']).toContain('NCCL_IB_GID_INDEX=3\n');
    expect(ncclFiles(site, 'main')).toEqual({});
  });
});

describe('what RDMA needs', () => {
  it.each([{ gidIndex: -1 }, { trafficClass: 256 }, { serviceLevel: 16 }, { timeout: 32 }])(
    'is not %j: DH1004',
    (wrong) => {
      expect(() => rails.withRdma({ ...roce, ...wrong })).toThrow('DH1004');
    },
  );

  it('is null for a table that InfiniBand does not have', () => {
    expect(rails.withRdma({ gidIndex: null, trafficClass: 0 }).spec.rdma).toEqual({ gidIndex: null, trafficClass: 0 });
  });

  it('has a device for each port: DH3857', () => {
    const [nic] = ServerModel.DGX_H100.facts.nics!;
    expect(() => servers([{ ...nic!, devices: ['mlx5_0'] }])).toThrow('DH3857');
    expect(() => servers([{ ...nic!, ports: 1, devices: ['mlx5 0'] }])).toThrow('DH3844');
  });
});

test('nodeLabels say zone, block and rack of each server', () => {
  expect(nodeLabels(smallSite().toFact())['lab-h100-001']).toEqual({
    'topology.kubernetes.io/zone': 'lab',
    'datahall.dev/block': expect.any(String) as string,
    'datahall.dev/rack': 'lab-gpu-01',
  });
});

test('nodeLabels say the rail of a server that is on one only', () => {
  const one = servers([{ roles: ['rdma'], ports: 1, speed: Bandwidth.gbps(400) }]);
  expect(nodeLabels(siteWith(rails, one))['lab-h100-001']).toMatchObject({ 'datahall.dev/rail': '1' });
  expect(nodeLabels(siteWith(rails))['lab-h100-001']).not.toHaveProperty(['datahall.dev/rail']);
});
