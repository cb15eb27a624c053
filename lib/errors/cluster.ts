import { define } from './problem';
import { show } from './print';

/** Queues hand out more GPUs than a pool has. */
export const quotaExceedsPool = define(
  'DH3101',
  'More GPUs of a pool are handed out than it has',
  (pool: string, wanted: number, available: number, takers: readonly string[]) => ({
    what: `more GPUs of the pool '${pool}' are handed out than it has: what gets them is admitted and waits for ever`,
    got: `${wanted} GPUs (${takers.join(', ')})`,
    allowed: `at most ${available} GPUs: servers without spares, times GPUs a server`,
    fix: 'lower the quotas or the replicas, or give the pool more servers',
  }),
);

/** A pool is made of servers without GPUs. */
export const serversWithoutGpus = define('DH3102', 'A GPU pool is made of servers without GPUs', (group: string) => ({
  what: `the servers '${group}' have no GPUs`,
  got: show(group),
  allowed: 'a group of servers whose class has GPUs',
  fix: 'name a group of GPU servers',
}));

/** More spare servers than a pool has. */
export const tooManySpares = define(
  'DH3103',
  'A pool keeps all its servers free',
  (spares: number, servers: number) => ({
    what: 'no server of the pool is left for work',
    got: `${spares} spares of ${servers} servers`,
    allowed: `fewer spares than servers`,
    fix: 'lower the spares, or give the pool more servers',
  }),
);

/** More replicas than hosts to put them on. */
export const replicasExceedHosts = define(
  'DH3104',
  'There are more replicas than hosts',
  (what: string, replicas: number, hosts: number, heal: boolean) => ({
    what: `${what}: there are too few hosts for its replicas`,
    got: `${replicas} replicas on ${hosts} hosts`,
    allowed: heal
      ? `at least ${replicas + 1} hosts: one more than replicas, to heal when one is lost`
      : `at least ${replicas} hosts`,
    fix: 'add hosts, or lower the replicas',
  }),
);

/** Two queues of a pool take what is left. */
export const restTakenTwice = define(
  'DH3105',
  'Two queues of a pool take what is left',
  (queue: string, other: string) => ({
    what: `the queue '${other}' already takes what the pool has left`,
    got: `no GPUs given for '${queue}'`,
    allowed: 'one queue of a pool without a number of GPUs',
    fix: `give '${queue}' or '${other}' a number of GPUs`,
  }),
);
