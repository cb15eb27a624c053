import fc from 'fast-check';
import { Bytes } from 'datahall';
import { fitOf, smallestFit, workingMemory, type FitTarget } from '../../../lib/serving/fit';
import { llama70b, llama8b } from '../../support/models';

const LLAMA_405B = { parameters: 405e9, layers: 126, attentionHeads: 128 } as const;

/** No working memory: the published figures leave it out. */
const BARE: FitTarget = { gpuMemory: Bytes.gb(80), utilization: 0.9, overhead: Bytes.of(0) };
const REAL: FitTarget = { gpuMemory: Bytes.gb(80), utilization: 0.9 };

describe('fitOf', () => {
  it.each([
    ['8B on 1 GPU', llama8b, 1, 426_788],
    ['70B on 2 GPUs', llama70b, 2, 8_544],
    ['70B on 4 GPUs', llama70b, 4, 447_998],
    ['70B on 8 GPUs', llama70b, 8, 1_326_904],
  ])('of %s without working memory is what is published', (_, model, gpus, tokens) => {
    expect(fitOf(model(), gpus, BARE)).toEqual({ gpus, tokens });
  });

  it.each([
    ['70B on one of 141 GB', {}, 1, 141, -14.3],
    ['70B on one of 180 GB', {}, 1, 180, 63_476],
    ['405B on 8 of 80 GB', LLAMA_405B, 8, 80, -234],
    ['405B on 8 of 141 GB', LLAMA_405B, 8, 141, 397_600],
    ['405B in fp8 on 8 of 80 GB', { ...LLAMA_405B, precision: 'fp8' as const }, 8, 80, 331_333],
  ])('of %s without working memory is what is computed by hand', (_, options, gpus, gigabytes, expected) => {
    const model = llama70b(options);
    const { tokens } = fitOf(model, gpus, { ...BARE, gpuMemory: Bytes.gb(gigabytes) });
    // What does not fit is known by the gigabytes that are missing.
    const lacking = (tokens * 2 * model.options.layers * 8 * 128 * 2) / 1e9;
    if (expected > 0) expect(tokens).toBe(expected);
    else expect(lacking).toBeCloseTo(expected, 1);
  });

  it('leaves no room for 70B on two GPUs once they work', () => {
    expect(fitOf(llama70b(), 2, REAL).tokens).toBeLessThan(0);
    // KAITO's calibration gives 389 thousand.
    expect(fitOf(llama70b(), 4, REAL).tokens / 389_000).toBeCloseTo(1, 1);
  });

  it('copies heads of keys and values where there are more GPUs than heads', () => {
    const wide = llama70b({ kvHeads: 4 });
    const cachePerGpu = (gpus: number) => {
      const free = 72e9 - wide.weights.bytes / gpus;
      return free / fitOf(wide, gpus, BARE).tokens;
    };
    expect(cachePerGpu(8) / cachePerGpu(4)).toBeCloseTo(1, 4);
  });

  it('keeps the cache of quantized weights in half precision', () => {
    expect(llama70b({ precision: 'fp8' }).cacheBytes).toBe(2);
    expect(llama70b({ precision: 'fp8' }).weights.bytes).toBe(70.6e9);
    expect(workingMemory(llama70b(), 4).bytes).toBeCloseTo(2.3 * 2 ** 30 + 0.071 * 35.3e9, -3);
  });
});

describe('smallestFit', () => {
  it('takes the fewest GPUs that hold the context', () => {
    expect(smallestFit(llama8b(), REAL, 8, 4 * 8192).gpus).toBe(1);
    expect(smallestFit(llama70b(), REAL, 8, 4 * 8192).gpus).toBe(4);
    expect(smallestFit(llama70b(), REAL, 8, 100 * 8192).gpus).toBe(8);
  });

  it('takes only what divides the attention heads', () => {
    expect(smallestFit(llama70b({ attentionHeads: 40 }), REAL, 16, 1_000_000).gpus).toBe(8);
    expect(smallestFit(llama70b({ attentionHeads: 3 }), REAL, 8, 1).gpus).toBe(1);
  });

  it('takes only what splits the heads of keys and values, or copies each of them as often', () => {
    const ten = llama8b({ attentionHeads: 40, kvHeads: 10 });
    // Four GPUs cannot have two and a half heads each.
    expect(smallestFit(ten, REAL, 8, 700_000).gpus).toBe(2);
    expect(smallestFit(ten, REAL, 8, 1e9).gpus).toBe(2);
    expect(smallestFit(llama70b({ kvHeads: 4 }), REAL, 8, 1_000_000).gpus).toBe(8);
  });

  it('gives the one with the most room when none holds the context', () => {
    expect(smallestFit(llama70b(), REAL, 4, 1e9)).toEqual(fitOf(llama70b(), 4, REAL));
  });

  it('never gives less room for more memory', () => {
    const memory = fc.integer({ min: 16, max: 288 });
    fc.assert(
      fc.property(memory, memory, fc.constantFrom(1, 2, 4, 8), (a, b, gpus) => {
        const [less, more] = [a, b].sort((x, y) => x - y).map((gb) => ({ ...REAL, gpuMemory: Bytes.gb(gb) }));
        expect(fitOf(llama70b(), gpus, less!).tokens).toBeLessThanOrEqual(fitOf(llama70b(), gpus, more!).tokens);
      }),
    );
  });
});
