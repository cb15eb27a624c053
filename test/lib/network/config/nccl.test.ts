import { ncclEnvironment } from '../../../../lib/network/config/nccl';

const roce = { gidIndex: 3, trafficClass: 41 };

describe('ncclEnvironment', () => {
  it('names the devices exactly', () => {
    expect(ncclEnvironment('h100', ['mlx5_0', 'mlx5_1:1'], roce)).toMatchObject({
      ...{ NCCL_IB_HCA: '=mlx5_0,mlx5_1:1', NCCL_IB_DISABLE: '0', NCCL_CUMEM_ENABLE: '0' },
      ...{ NCCL_IB_GID_INDEX: '3', NCCL_IB_TC: '41', NCCL_IB_SL: '0', NCCL_IB_TIMEOUT: '22' },
    });
  });

  it.each([
    ['a100', { NCCL_IB_QPS_PER_CONNECTION: '4' }],
    ['b200', { NCCL_IB_QPS_PER_CONNECTION: '1', NCCL_CUMEM_ENABLE: '0' }],
    ['gb200', { NCCL_MNNVL_ENABLE: '1', NCCL_CUMEM_ENABLE: '1', NCCL_NVLS_ENABLE: '1' }],
  ] as const)('fits %s', (platform, expected) => {
    expect(ncclEnvironment(platform, ['mlx5_0'], roce)).toMatchObject(expected);
  });

  it('has no table of addresses on InfiniBand', () => {
    const environment = ncclEnvironment('h100', ['mlx5_0'], { gidIndex: null, trafficClass: 0, serviceLevel: 1 });
    expect(environment).not.toHaveProperty('NCCL_IB_GID_INDEX');
    expect(environment).toMatchObject({ NCCL_IB_SL: '1' });
  });

  it.each([[[]], [['']], [['mlx5_0,mlx5_1']], [['=mlx5_0']]])('takes no %j: DH3844', (devices) => {
    expect(() => ncclEnvironment('h100', devices, roce)).toThrow('DH3844');
  });
});
