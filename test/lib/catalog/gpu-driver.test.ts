import { GpuDriver } from '../../../lib/catalog/gpu-driver';

describe('GpuDriver', () => {
  it('is an exact version with its source, or none', () => {
    expect(GpuDriver.of('580.105.08', 'lab').facts).toEqual({ version: '580.105.08', source: 'lab' });
    expect(GpuDriver.preinstalled().facts.version).toBeUndefined();
  });

  it.each(['595', '595.91', 'latest', '595.91.07-ubuntu24.04', '580.105.8'])('refuses %s: DH3111', (version) => {
    expect(() => GpuDriver.of(version, 'lab')).toThrow('DH3111');
  });
});
