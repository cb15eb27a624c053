/** What became of one piece of work. */
export type WorkResult = 'ok' | 'failed';

/** How work is done. */
export interface ScheduleOptions<T> {
  /** How much is done at once. */
  readonly parallel: number;
  /** Does one piece; where it throws, it has failed. */
  readonly work: (item: T) => Promise<WorkResult>;
  /** Whether nothing new may start. */
  readonly stopped: () => boolean;
}

/**
 * Does work in order. After a failure, or when it is stopped, nothing new starts; what runs is waited for and never
 * ended: Terraform that is killed leaves its state locked. So what a piece throws is thrown when all others have ended.
 *
 * @param items pieces of work with the ids of those that come first
 * @param options how
 * @returns what became of each by id; what is missing was not started
 */
export async function schedule<T extends { readonly id: string; readonly after: readonly string[] }>(
  items: readonly T[],
  options: ScheduleOptions<T>,
): Promise<ReadonlyMap<string, WorkResult>> {
  const results = new Map<string, WorkResult>();
  const thrown: unknown[] = [];
  const waiting = [...items];
  const running = new Set<Promise<void>>();
  const attempt = async (item: T): Promise<WorkResult> => {
    try {
      return await options.work(item);
    } catch (error) {
      thrown.push(error);
      return 'failed';
    }
  };
  const startable = (): T | undefined => {
    if (options.stopped() || [...results.values()].includes('failed') || running.size >= options.parallel) return;
    const at = waiting.findIndex(({ after }) => after.every((id) => results.get(id) === 'ok'));
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  for (;;) {
    for (let next = startable(); next !== undefined; next = startable()) {
      const { id } = next;
      const done = attempt(next).then((result) => {
        results.set(id, result);
        running.delete(done);
      });
      running.add(done);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (thrown.length > 0) throw thrown[0];
  return results;
}
