import { define } from './problem';
import { counted, show } from './print';

/** Queues hand out more GPUs than a pool has. */
export const quotaExceedsPool = define(
  'DH3101',
  'More GPUs of a pool are handed out than it has',
  (pool: string, wanted: number, available: number, takers: readonly string[]) => ({
    what: `more GPUs of the pool '${pool}' are handed out than it has: what gets them is admitted and waits for ever (${takers.join(', ')})`,
    // No names: those of models carry the release, and an acknowledgement of this would end with each promotion.
    got: `${wanted} GPUs`,
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
    got: `${counted(spares, 'spare')} of ${counted(servers, 'server')}`,
    allowed: 'fewer spares than servers',
    fix: 'lower the spares, or give the pool more servers',
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

/** A server is in two GPU pools. */
export const serversInTwoPools = define(
  'DH3110',
  'Servers are in two GPU pools',
  (pool: string, other: string, servers: readonly string[]) => ({
    what: `servers of the pool '${pool}' are in the pool '${other}' too: both would hand out their GPUs`,
    got: `${counted(servers.length, 'server')}, ${servers[0] ?? ''} the first`,
    allowed: 'pools that share no server',
    fix: 'make one pool with several queues, or split the group of servers in the site',
  }),
);

/** A text is not the version of a GPU driver. */
export const invalidDriverVersion = define('DH3111', 'A text is not the version of a GPU driver', (given: unknown) => ({
  what: 'this is not the exact version of a GPU driver',
  got: show(given),
  allowed: "three numbers, for example '595.91.07'",
  fix: 'write the version as the tag of the driver image has it, without the operating system',
}));

/** A driver rollout takes more servers of a pool at once than it keeps free. */
export const rolloutExceedsSpares = define(
  'DH3112',
  'A driver rollout takes more servers than a pool keeps free',
  (pool: string, atOnce: number, spares: number) => ({
    what: `a driver rollout takes GPUs of the pool '${pool}' away that its queues have handed out`,
    got: `${counted(atOnce, 'server')} at once, ${counted(spares, 'spare')}`,
    allowed: 'at most as many servers at once as the pool has spares',
    fix: 'lower maxParallel, give the pool spares, or accept that jobs wait during a rollout',
  }),
);

/** A driver that the operating system brings cannot be rolled out. */
export const preinstalledRollout = define('DH3113', 'A preinstalled driver is to be rolled out', (atOnce: number) => ({
  what: 'the operator cannot roll out a driver that is part of the operating system',
  got: `GpuDriver.preinstalled() with a rollout of ${counted(atOnce, 'server')} at once`,
  allowed: 'DriverRollout.manual() with a preinstalled driver',
  fix: 'leave driverRollout out, or have the operator install the driver',
}));
