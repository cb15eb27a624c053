import { define } from './problem';
import { anyOneOf, counted, oneOf, show } from './print';

/** A class of servers is not known. */
export const unknownServerModel = define(
  'DH3001',
  'A class of servers is not known',
  (given: unknown, known: readonly string[]) => ({
    what: 'there is no class of servers of this name',
    got: show(given),
    allowed: oneOf(known),
    fix: 'take a known class, or describe yours with ServerModel.custom({ … })',
  }),
);

/** A group of servers is not part of a share. */
export const unknownServerGroup = define(
  'DH3002',
  'A group of servers is not known',
  (given: unknown, site: string, known: readonly string[]) => ({
    what: `the site ${site} has no servers of this name for this stage`,
    got: show(given),
    allowed: oneOf(known),
    fix: 'name one of the groups, or add the group to the site and to the share of the stage',
  }),
);

/** A share asks for more servers than the site has left. */
export const shareExceedsSite = define(
  'DH3003',
  'A share asks for more servers than the site has left',
  (group: string, wanted: number, left: number, total: number) => ({
    what: `the site has not enough servers '${group}' left for this share`,
    got: counted(wanted, 'server'),
    allowed: `at most ${left}: the site has ${total}, and the shares before this one took ${total - left}`,
    fix: 'make a share smaller, or add servers to the site',
  }),
);

/** A server belongs to two stages. */
export const sharesOverlap = define(
  'DH3004',
  'A server belongs to two stages',
  (servers: readonly string[], other: string) => ({
    what: `the share of this stage overlaps with that of the stage '${other}'`,
    got: servers.join(', '),
    allowed: 'servers that no other stage has',
    fix: 'name other servers in one of the two shares',
  }),
);

/** The servers of a row do not fit in its racks. */
export const rackUnitsExceeded = define(
  'DH3005',
  'The devices of a rack do not fit in it',
  (rack: string, needed: number, available: number) => ({
    what: `the servers and switches of the rack ${rack}, the fullest of its row, need more units than it has`,
    got: counted(needed, 'unit'),
    allowed: `at most ${counted(available, 'unit')}`,
    fix: 'add racks to the row, take servers away, or lower perRack',
  }),
);

/** The servers of a rack draw more than is left when a feed is lost. */
export const powerExceeded = define(
  'DH3006',
  'The devices of a rack draw more power than it has with one feed lost',
  (rack: string, needed: string, available: string) => ({
    what: `the servers and switches of the rack ${rack} draw more power than it has when it loses one feed`,
    got: needed,
    allowed: `at most ${available}`,
    fix: 'add racks or feeds to the row, or take servers away',
  }),
);

/** Power supplies of a server cannot carry it when a feed is lost. */
export const suppliesExceeded = define(
  'DH3010',
  'A server goes down when its rack loses one feed',
  (group: string, row: string, working: number, required: number) => ({
    what: `the servers '${group}' go down when a rack of the row '${row}' loses one feed: too few power supplies are left`,
    got: `${working} power supplies left`,
    allowed: `at least ${required}`,
    fix: 'give the row more feeds, so that each carries fewer of the power supplies',
  }),
);

/** A named server is not part of the site. */
export const unknownServer = define(
  'DH3007',
  'A server is not part of the site',
  (given: string, group: string, first: string, last: string) => ({
    what: `the group '${group}' of the site has no server of this name`,
    got: show(given),
    allowed: `'${first}' to '${last}'`,
    fix: 'name a server of the group',
  }),
);

/** The loss of one switch or cable of a fabric cuts servers off. */
export const fabricNotRedundant = define(
  'DH3008',
  'A fabric does not survive the loss of one switch or cable',
  (fabric: string, witness: readonly string[], servers: number, fix: string) => ({
    what: `the loss of one device cuts servers off in the fabric '${fabric}'`,
    got: `${counted(servers, 'server')} cut off by the loss of ${anyOneOf(witness)}`,
    allowed: 'no server is cut off, whichever switch or cable is lost',
    fix,
  }),
);

/** A group of servers stands in no row of racks. */
export const unknownRow = define(
  'DH3009',
  'A group of servers stands in no row of racks',
  (group: string, given: unknown, known: readonly string[]) => ({
    what: `it is not clear in which row of racks the servers '${group}' stand`,
    got: given === undefined ? 'no row' : show(given),
    allowed: oneOf(known),
    fix: `name the row, for example .times(…, { row: '${known[0] ?? 'row'}' })`,
  }),
);

/** More shares than slices of the virtual IPs. */
export const virtualIpsExhausted = define(
  'DH3011',
  'A site has no virtual IPs left for a share',
  (range: string, slices: number) => ({
    what: 'all virtual IPs of the site belong to other shares',
    got: `share number ${slices + 1} of ${range}`,
    allowed: `at most ${slices} shares: each has an equal part of the virtual IPs`,
    fix: 'make fewer shares, or describe some of the servers as a site of their own, with other virtual IPs',
  }),
);

/** Networks of a site share addresses. */
export const networksOverlap = define(
  'DH3012',
  'Networks of a site overlap',
  (
    [use, network]: readonly [use: string, network: string],
    [otherUse, other]: readonly [use: string, network: string],
  ) => ({
    what: `the networks '${use}' and '${otherUse}' of the site share addresses`,
    got: network,
    allowed: `a network outside of ${other}`,
    fix: `choose other addresses for '${use}' or for '${otherUse}'`,
  }),
);

/** Pods are in an overlay whose range is not known. */
export const overlayWithoutPods = define('DH3013', 'The range of the pods of an overlay is not known', () => ({
  what: 'pods are in an overlay: hosts talk to them from addresses of a range that is not known',
  got: 'no addresses.pods',
  allowed: 'the pod range of the CNI',
  fix: "give the site its pod range: addresses: { pods: Cidr.of('…'), … }",
}));

/** A rack carries more than it may. */
export const rackOverloaded = define(
  'DH3016',
  'The devices of a rack are too heavy for it',
  (rack: string, needed: string, available: string, unknown: readonly string[]) => ({
    what: `the servers of the rack ${rack} are heavier than rack and floor carry, or their weight is not known`,
    got: unknown.length === 0 ? needed : `${needed}, without ${unknown.join(', ')}, whose weight is not known`,
    allowed: `at most ${available}, with the weight of each class known`,
    fix: 'place fewer servers in a rack, or describe their class with its weight',
  }),
);

/** The power of a switch is not known. */
export const powerUnknown = define('DH3015', 'The power of a switch is not known', (models: readonly string[]) => ({
  what: 'the power of racks is proven without these switches, because no figure of them is known',
  got: models.join(', '),
  allowed: 'a largest power with its source for each class',
  fix: 'describe the class with SwitchModel.custom({ …, maxPower }), or accept this finding',
}));

/** A server is placed in a rack that its row does not have. */
export const unknownRack = define(
  'DH3014',
  'A server is placed in a rack that its row does not have',
  (group: string, given: string, known: readonly string[]) => ({
    what: `the servers '${group}' are placed in a rack that their row does not have`,
    got: show(given),
    allowed: oneOf(known.slice(0, 20)),
    fix: 'name a rack of the row, or add racks to it with plus',
  }),
);

/** The range of pods has too few parts for the nodes. */
export const podsExhausted = define(
  'DH3017',
  'The range of pods is too small for the nodes',
  (pods: string, prefix: number, nodes: number, parts: number) => ({
    what: 'each node needs a part of the range of pods, and there are too few',
    got: `${pods} has ${counted(parts, 'part')} of /${prefix}`,
    allowed: `at least ${nodes} parts, one for each server`,
    fix: 'give addresses.pods a larger range, or nodes a smaller part with nodePodPrefix',
  }),
);

/** Groups of servers keep more places in a rack than addresses have room for. */
export const rackPlacesExceeded = define(
  'DH3018',
  'Groups of servers keep too many places in a rack',
  (row: string, groups: readonly string[], places: number, most: number) => ({
    what: `the groups ${groups.map((group) => `'${group}'`).join(', ')} keep more places in each rack of the row '${row}' than there are numbers for`,
    got: counted(places, 'place'),
    allowed: `at most ${most}, all groups together`,
    fix: 'lower perRack, or give one of the groups a row of its own',
  }),
);

/** A range is given to a fabric that is not there. */
export const unknownFabric = define(
  'DH3019',
  'A range is given to a fabric that is not there',
  (given: string, known: readonly string[]) => ({
    what: 'addresses.fabrics names a fabric that the site does not have',
    got: show(given),
    allowed: oneOf(known),
    fix: 'name a fabric of the site, or leave the range out',
  }),
);

/** A network of a site is one that hosts cannot have. */
export const networkReserved = define(
  'DH3020',
  'A network of a site is one that hosts cannot have',
  (use: string, network: string, reserved: string, purpose: string) => ({
    what: `addresses of '${use}' are kept for ${purpose}`,
    got: network,
    allowed: `a network outside of ${reserved}`,
    fix: `give '${use}' a private or a public network`,
  }),
);

/** A second underlay is of the IP version of the first, or of IPv4. */
export const notIpv6 = define(
  'DH3021',
  'The second underlay of a site is no IPv6 network',
  (ipv6: string, underlay: string) => ({
    what: "'ipv6' gives hosts a second address, beside that of an IPv4 'underlay'",
    got: `${ipv6} beside ${underlay}`,
    allowed: 'an IPv6 network beside an IPv4 one',
    fix: "give 'ipv6' an IPv6 network, or leave it out where 'underlay' is one",
  }),
);

/** A text or a list that says what something is has nothing in it. */
export const emptyText = define('DH3022', 'A text or a list of a class is empty', (field: string, given: unknown) => ({
  what: `'${field}' of a class of hardware is empty`,
  got: show(given),
  allowed: field === 'source' ? 'where the figures come from, such as the title of a data sheet' : 'at least one entry',
  fix: `fill in '${field}'`,
}));

/** Servers bond a NIC whose ports speak BGP one by one. */
export const bondNotRouted = define(
  'DH3023',
  'Servers bond a NIC in a fabric where hosts route',
  (group: string, model: string, fabric: string, homing: number) => ({
    what: `the servers '${group}' (${model}) bond a NIC, and the leaves of the fabric '${fabric}' speak BGP with each of its ports`,
    got: homing === 1 ? 'a bond on one leaf' : `a bond over ${homing} leaves, which share no state`,
    allowed: 'ports without a bond: routes over all of them do what a bond does, and notice a loss sooner',
    fix: 'leave bond out of the class, and configure the ports one by one',
  }),
);

/** Servers that would move when racks come. */
export const serversWouldMove = define(
  'DH3030',
  'Servers would move when racks are added',
  (group: string, row: string, count: number, delivery: number) => ({
    what: `servers of '${group}' came without racks: once the row '${row}' gets more, they would stand there, with other addresses and ports`,
    got: `plus(${count})`,
    allowed: 'servers that came with racks, or that say whose racks they stand in',
    fix: `say it: plus(${count}, { delivery: ${delivery} })`,
  }),
);

/** A rack has more servers of a group than places are kept for. */
export const perRackExceeded = define(
  'DH3031',
  'A rack has more servers than places are kept for',
  (group: string, rack: string, count: number, perRack: number) => ({
    what: `'${rack}' has more servers of '${group}' than its perRack keeps places for: groups after it get other numbers and ports`,
    got: counted(count, 'server'),
    allowed: `at most ${perRack}`,
    fix: 'put the servers in other racks, as a plus on the row and on the group does, or raise perRack, which renumbers what is there',
  }),
);
