import fc from 'fast-check';
import { schedule, type WorkResult } from '../../../lib/deploy/schedule';

interface Item {
  readonly id: string;
  readonly after: readonly string[];
}

const item = (id: string, ...after: readonly string[]): Item => ({ id, after });

describe('a schedule', () => {
  it('starts nothing new after a failure, and waits for what runs', async () => {
    const done: string[] = [];
    const items = [item('slow'), item('fails'), item('next', 'slow'), item('last', 'fails')];
    const results = await schedule(items, {
      parallel: 2,
      stopped: () => false,
      work: async ({ id }): Promise<WorkResult> => {
        await new Promise((resolve) => setTimeout(resolve, id === 'slow' ? 30 : 1));
        done.push(id);
        return id === 'fails' ? 'failed' : 'ok';
      },
    });
    expect(done).toEqual(['fails', 'slow']);
    expect([...results]).toEqual([
      ['fails', 'failed'],
      ['slow', 'ok'],
    ]);
  });

  it.each(['at once', 'later'])(
    'waits for what runs also where a piece throws %s, and then throws that',
    async (when) => {
      const ended: string[] = [];
      const work = ({ id }: Item): Promise<WorkResult> => {
        if (id === 'throws' && when === 'at once') throw new Error('a reason');
        return new Promise((resolve, reject) => {
          setTimeout(
            () => {
              ended.push(id);
              if (id === 'throws') reject(new Error('a reason'));
              else resolve('ok');
            },
            id === 'slow' ? 30 : 1,
          );
        });
      };
      const items = [item('slow'), item('throws'), item('next', 'slow')];
      await expect(schedule(items, { parallel: 2, stopped: () => false, work })).rejects.toThrow('a reason');
      expect(ended).toEqual(when === 'later' ? ['throws', 'slow'] : ['slow']);
    },
  );

  it('starts nothing new when it is stopped', async () => {
    let stopped = false;
    const work = async (): Promise<WorkResult> => {
      stopped = true;
      return Promise.resolve('ok');
    };
    const results = await schedule([item('a'), item('b', 'a')], { parallel: 1, stopped: () => stopped, work });
    expect([...results.keys()]).toEqual(['a']);
  });

  it('does all of it in order, never more at once than it may', async () => {
    const graph = fc
      .integer({ min: 1, max: 8 })
      .chain((size) =>
        fc.tuple(
          fc.tuple(
            ...Array.from({ length: size }, (_, at) => fc.subarray(Array.from({ length: at }, (__, to) => `${to}`))),
          ),
          fc.integer({ min: 1, max: 3 }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(graph, async ([edges, parallel]) => {
        const items = edges.map((after, at) => item(`${at}`, ...after)).reverse();
        const ended: string[] = [];
        let running = 0;
        await schedule(items, {
          parallel,
          stopped: () => false,
          work: async ({ id, after }): Promise<WorkResult> => {
            running += 1;
            expect(running).toBeLessThanOrEqual(parallel);
            expect(after.every((each) => ended.includes(each))).toBe(true);
            await Promise.resolve();
            ended.push(id);
            running -= 1;
            return 'ok';
          },
        });
        expect(ended).toHaveLength(items.length);
      }),
      { numRuns: 50 },
    );
  });
});
