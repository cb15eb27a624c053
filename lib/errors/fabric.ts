import { define } from './problem';
import { counted, oneOf, show } from './print';

/** A class of switches is not known. */
export const unknownSwitchModel = define(
  'DH3801',
  'A class of switches is not known',
  (given: unknown, known: readonly string[]) => ({
    what: 'there is no class of switches of this name',
    got: show(given),
    allowed: oneOf(known),
    fix: 'take a known class, or describe yours with SwitchModel.custom({ … })',
  }),
);

/** A fabric needs more ports of a switch than it has. */
export const portsExceeded = define(
  'DH3802',
  'A switch has fewer ports than cables',
  (fabric: string, device: string, needed: number, available: number, speed: string, fix: string) => ({
    what: `the switch ${device} of the fabric '${fabric}' has too few ports of ${speed}`,
    got: `${counted(needed, 'cage')} needed`,
    allowed: `at most ${counted(available, 'cage')}`,
    fix: `${fix}, or take a class with more ports`,
  }),
);

/** A rack needs more cages of a leaf than are kept for it. */
export const cagesPerRackExceeded = define(
  'DH3890',
  'A rack needs more cages than a fabric keeps for it',
  (fabric: string, row: string, needed: number, kept: number) => ({
    what: `each rack of the row '${row}' needs more cages of a leaf of '${fabric}' than cagesPerRack keeps`,
    got: counted(needed, 'cage'),
    allowed: `at most ${kept}, those of all its groups together`,
    fix: 'give servers that come now another row, or raise cagesPerRack, which moves cables that are there to other ports',
  }),
);

/** Two ends of a cable have no speed in common. */
export const speedMismatch = define(
  'DH3803',
  'The ends of a cable have different speeds',
  (fabric: string, what: string, speed: string, model: string, offers: readonly string[]) => ({
    what: `in the fabric '${fabric}', ${what} runs at a speed that the ports at the other end do not have`,
    got: speed,
    allowed: `${model} offers ${offers.join(', ')}`,
    fix: 'take classes whose ports have a speed in common, or leave this traffic to another fabric with carries',
  }),
);

/** A ring, mesh or fat-tree of an impossible size. */
export const invalidTopology = define(
  'DH3804',
  'A topology of this size does not exist',
  (topology: string, field: string, given: unknown, allowed: string) => ({
    what: `a ${topology} cannot be built with this '${field}'`,
    got: show(given),
    allowed,
    fix: `give '${field}' an allowed value, or take another topology`,
  }),
);

/** A free graph names what is not there. */
export const unknownInGraph = define(
  'DH3805',
  'A topology names a switch or a rack that is not there',
  (fabric: string, what: string, given: string, known: readonly string[]) => ({
    what: `the fabric '${fabric}' names a ${what} that is not there`,
    got: show(given),
    allowed: oneOf(known.slice(0, 20)),
    fix: `name an existing ${what}, or add it`,
  }),
);

/** A NIC is for two networks that must not meet. */
export const rolesConflict = define(
  'DH3806',
  'A NIC carries management and RDMA',
  (model: string, field: string, roles: readonly string[]) => ({
    what: `'${field}': a NIC of the class ${model} carries management and RDMA: work on the RDMA driver would cut off the server`,
    got: roles.join(', '),
    allowed: 'management on a NIC of its own, or with frontend and storage',
    fix: 'give the two roles to two NICs',
  }),
);

/** Two fabrics claim the same NIC. */
export const fabricsOverlap = define(
  'DH3807',
  'Two fabrics claim the same NIC',
  (fabrics: readonly string[], role: string, model: string) => ({
    what: `the ${role} NIC of the class ${model} would be cabled to more than one fabric`,
    got: fabrics.join(', '),
    allowed: 'one fabric for each NIC',
    fix: 'say with carries which fabric takes which traffic',
  }),
);

/** A rack takes more servers than its addresses, or a row has more racks than fit. */
export const addressesExhausted = define(
  'DH3808',
  'A range of addresses is too small for what it numbers',
  (fabric: string, pool: string, range: string, needed: number, available: number, prefix: number) => ({
    what: `the range of ${pool} of the fabric '${fabric}' is too small`,
    got: `${range}, with room for ${available}`,
    allowed: `room for the highest number that is kept, ${needed}: a range of /${prefix} or larger for the fabric`,
    fix: 'give the site a larger underlay, or the fabric a range of its own with addresses.fabrics',
  }),
);

/** There are more fabrics than parts of the underlay. */
export const fabricsExhausted = define(
  'DH3882',
  'An underlay has too few parts for the fabrics',
  (fabric: string, underlay: string, needed: number, available: number) => ({
    what: `the fabric '${fabric}' has no part of the underlay`,
    got: `fabric number ${needed} in ${underlay}`,
    allowed: `at most ${counted(available, 'fabric')}, each with an equal part`,
    fix: 'give the fabric a range of its own with addresses.fabrics',
  }),
);

/** There are too few AS numbers. */
export const asnsExhausted = define(
  'DH3883',
  'There are too few AS numbers',
  (fabric: string, pool: string, range: string, needed: number, more: string) => ({
    what: `there are too few ${pool} of the fabric '${fabric}'`,
    got: range,
    allowed: `numbers for ${needed} of them`,
    fix: `take ${more}`,
  }),
);

/** Two uses of one AS number. */
export const asnInUse = define('DH3809', 'An AS number is used twice', (asn: number, by: readonly string[]) => ({
  what: 'an AS number must belong to one router, or to the spines of one tier',
  got: `${asn}, used by ${by.join(' and ')}`,
  allowed: 'a private AS number that nobody else has',
  fix: 'give the site another base with AsnPlan, or the other another number',
}));

/** There are more rows or racks than a fabric has switches for. */
export const racksExceedFabric = define(
  'DH3810',
  'A fabric has no switch for a rack',
  (fabric: string, racks: readonly string[], groups: number, racksPerLeaf: number | null) => ({
    what: `the fabric '${fabric}' has no switch left for ${shortList(racks)}`,
    got: groups === 0 ? 'no switch serves a rack' : `all ${counted(groups, 'group')} of switches serve other racks`,
    allowed: 'a group of switches for each rack with servers',
    fix:
      racksPerLeaf === null
        ? 'name their switches in racks of Topology.graph'
        : `set racksPerLeaf to ${racksPerLeaf}, add switches, or take a topology that grows with the racks`,
  }),
);

/** The first names and how many more. */
function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
