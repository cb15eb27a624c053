import { anyOneOf, counted } from './print';
import { define } from './problem';

/** Switches of a fabric do not all reach each other. */
export const fabricParted = define(
  'DH3820',
  'Servers of a fabric do not reach each other',
  (fabric: string, servers: number, witness: readonly string[]) => ({
    what: `the switches of the fabric '${fabric}' are in several parts`,
    got: `${counted(servers, 'server')} apart from the others: ${witness.join(', ')}`,
    allowed: 'a way from each server to each other one',
    fix: 'add cables between the parts, or make two fabrics of them',
  }),
);

/** The loss of what fails together, such as a rack, parts other servers. */
export const riskNotSurvived = define(
  'DH3821',
  'The loss of one rack, or of another shared risk, parts servers outside of it',
  (fabric: string, servers: number, witness: readonly string[]) => ({
    what: `the fabric '${fabric}' does not survive the loss of what fails together`,
    got: `${counted(servers, 'server')} outside of it cut off by the loss of ${anyOneOf(witness)}`,
    allowed: 'no other server is cut off',
    fix: 'spread leaves and spines over more racks, or raise homing',
  }),
);

/** A fabric survives fewer failures than asked for. */
export const failuresNotSurvived = define(
  'DH3822',
  'A fabric survives fewer failures than required',
  (fabric: string, survived: number, wanted: number, exact: boolean, witness: readonly string[]) => ({
    what: `the fabric '${fabric}' survives fewer failures than its requirements say`,
    got: `${exact ? '' : 'at least '}${survived}${witness.length === 0 ? '' : `; not without ${witness.join(' and ')}`}`,
    allowed: `any ${wanted}`,
    fix: 'raise homing and the number of spines, or lower requirements.survives',
  }),
);

/** A fabric has too little bandwidth between two halves of its servers. */
export const bisectionTooSmall = define(
  'DH3823',
  'A fabric has less bisection bandwidth than required',
  (fabric: string, got: string, wanted: string, witness: readonly string[]) => ({
    what: `two halves of the servers of the fabric '${fabric}' have too little bandwidth between them`,
    got: `${got}${witness.length === 0 ? '' : `; one half is at ${witness.join(', ')}`}`,
    allowed: `at least ${wanted}`,
    fix: 'add spines or cables between the tiers, or lower requirements.bisection',
  }),
);

/** A fabric is oversubscribed more than allowed. */
export const fabricOversubscribed = define(
  'DH3824',
  'A fabric is oversubscribed more than its requirements allow',
  (fabric: string, got: string, allowed: string, witness: readonly string[]) => ({
    what: `servers of the fabric '${fabric}' have more bandwidth than the switches above them`,
    got: `${got} at ${witness.join(', ')}`,
    allowed: `at most ${allowed}`,
    fix: 'lower racksPerLeaf, raise spines or linksPerPair, or raise requirements.oversubscription',
  }),
);

/** Two servers are farther apart than allowed. */
export const hopsExceeded = define(
  'DH3825',
  'Two servers have more switches between them than allowed',
  (fabric: string, got: string, allowed: string, witness: readonly string[]) => ({
    what: `servers of the fabric '${fabric}' are too far apart`,
    got: `${got} between ${witness.join(' and ')}`,
    allowed: `at most ${allowed}`,
    fix: 'take a topology with fewer tiers, a mesh instead of a ring, or raise requirements.switchHops',
  }),
);

/** A packet takes longer than allowed. */
export const latencyExceeded = define(
  'DH3826',
  'A packet takes longer through a fabric than required',
  (fabric: string, got: string, allowed: string, witness: readonly string[]) => ({
    what: `a packet takes too long through the fabric '${fabric}', even with empty queues`,
    got: `${got} between ${witness.join(' and ')}`,
    allowed: `at most ${allowed}`,
    fix: 'take fewer tiers, shorter cables or faster switches, or raise requirements.latency',
  }),
);

/** A cable carries more than it can. */
export const cableOverloaded = define(
  'DH3827',
  'A cable of a fabric is too small for the declared traffic',
  (fabric: string, cable: string, load: string, speed: string, bound: 'exact' | 'at most' | 'at least') => ({
    what: `the traffic over the fabric '${fabric}' is more than a cable carries`,
    got: `${{ exact: '', 'at most': 'up to ', 'at least': 'at least ' }[bound]}${load} over ${cable}`,
    allowed: `at most ${speed}, its speed`,
    fix: 'add spines or cables, take faster switches, or lower the peaks of the traffic',
  }),
);
