import { setTimeout as sleep } from 'node:timers/promises';

/** How long to ask, how often, and what ends it early by an error. */
export interface Patience {
  readonly seconds?: number;
  readonly every?: number;
  readonly check?: () => void;
}

/** Asks again and again until there is an answer; an error or undefined is none. */
export async function eventually<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
  { seconds = 60, every = 50, check }: Patience = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    check?.();
    let failure: unknown = 'no answer';
    try {
      const answer = await attempt();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw new Error(`after ${seconds} s it is not so that ${what}: ${String(failure)}`);
    await sleep(every);
  }
}
