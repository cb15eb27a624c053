import fc from 'fast-check';
import { closSize, threeTierSize } from '../../../../lib/network/demand/clos-size';

describe('closSize', () => {
  // NVIDIA's tables: DGX SuperPOD H100 (network fabrics, table 4), B200, and B300 XDR (table 3).
  it.each([
    ['DGX H100', 256, 32, 64, 1, 8, 4, 8, 256],
    ['DGX H100', 256, 32, 64, 2, 16, 8, 4, 512],
    ['DGX H100', 256, 32, 64, 3, 24, 16, 2, 768],
    ['DGX H100', 256, 32, 64, 4, 32, 16, 2, 1024],
    ['DGX B200', 256, 32, 64, 8, 64, 32, 1, 2048],
    ['DGX B300', 576, 72, 144, 1, 8, 4, 18, 576],
    ['DGX B300', 576, 72, 144, 2, 16, 8, 9, 1152],
    ['DGX B300', 576, 72, 144, 4, 32, 18, 4, 2304],
    ['DGX B300', 576, 72, 144, 8, 64, 36, 2, 4608],
  ])('of %s, %i ports a unit, is as its maker has it', (_, unit, half, ports, units, leaves, spines, pair, cables) => {
    const size = closSize({ endpoints: unit * units, down: half, up: half, spinePorts: ports });
    expect(size).toEqual({ leaves, spines, linksPerPair: pair, cables });
  });

  it('gives each pair as many cables, and each spine no more than it has ports for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 2000 }),
        (down, up, endpoints) => {
          const { leaves, spines, linksPerPair } = closSize({ endpoints, down, up, spinePorts: 2048 });
          expect(spines * linksPerPair).toBe(up);
          expect(leaves * linksPerPair).toBeLessThanOrEqual(2048);
          expect(leaves * down).toBeGreaterThanOrEqual(endpoints);
        },
      ),
    );
  });

  it('has at most r²/2 ports in two tiers: DH3277', () => {
    for (const [r, most] of [
      [64, 2048],
      [144, 10_368],
    ] as const) {
      const size = (endpoints: number) => closSize({ endpoints, down: r / 2, up: r / 2, spinePorts: r });
      expect(size(most).linksPerPair).toBe(1);
      expect(() => size(most + 1)).toThrow(/^DH3277 /);
    }
  });

  it.each(['endpoints', 'down', 'up', 'spinePorts'])('wants a whole number for %s: DH1004', (field) => {
    expect(() => closSize({ endpoints: 1, down: 1, up: 1, spinePorts: 1, [field]: 0.5 })).toThrow(`'${field}'`);
  });
});

describe('threeTierSize', () => {
  it.each([
    [4096, 128, 128, 64],
    [8192, 256, 256, 128],
    [16_384, 512, 512, 256],
  ])('of %i ports of DGX B200 is as its maker has it', (endpoints, leaves, spines, cores) => {
    expect(threeTierSize(endpoints, 64)).toEqual({ leaves, spines, cores });
  });

  it('has at most r³/4 ports: DH3277', () => {
    expect(threeTierSize(65_536, 64)).toEqual({ leaves: 2048, spines: 2048, cores: 1024 });
    expect(() => threeTierSize(65_537, 64)).toThrow(/^DH3277 /);
    expect(threeTierSize(746_496, 144).leaves).toBe(10_368);
    expect(() => threeTierSize(8, 7)).toThrow(/^DH1004 /);
  });
});
