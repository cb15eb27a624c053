import { counted, oneOf, show } from './print';
import { define } from './problem';

/** A file for people or for other tools would lie outside of the folder of its construct. */
export const artifactOutside = define(
  'DH3870',
  'A file would be written outside of the folder of its construct',
  (construct: string, path: string) => ({
    what: `a file of '${construct}' would lie outside of its folder`,
    got: show(path),
    allowed: 'a relative path that stays in the folder',
    fix: 'rename the device or file: names become paths',
  }),
);

/** Two devices of a site have one name. */
export const deviceNameTaken = define(
  'DH3871',
  'Two devices of a site have one name',
  (name: string, devices: readonly [string, string]) => ({
    what: `each device of a site has a name of its own, and '${name}' is the name of two`,
    got: devices.join(' and '),
    allowed: 'a name that no other device of the site has',
    fix: 'rename a switch of the graph, a router, or the group or fabric that the other name is made of',
  }),
);

/** A free graph joins a switch to itself. */
export const graphLoop = define('DH3872', 'A cable joins a switch to itself', (name: string) => ({
  what: 'a cable of a graph joins a switch to itself',
  got: `a cable from '${name}' to '${name}'`,
  allowed: 'two different switches',
  fix: 'name the switch at the other end, or leave the cable out',
}));

/** Switches of a fabric stand in no rack. */
export const switchUnplaced = define(
  'DH3873',
  'A switch stands in no rack',
  (fabric: string, names: readonly string[], count: number) => ({
    what: `switches of the fabric '${fabric}' stand in no rack: neither their power nor their units are counted`,
    got: count > names.length ? `${names.join(', ')} and ${count - names.length} more` : names.join(', '),
    allowed: 'a rack for each switch',
    fix: 'name the rack of each with Topology.placed({ … }), or leave out switches that serve no rack',
  }),
);

/** Two cables are plugged into one port, or a cable into a port that is not there. */
export const portTaken = define(
  'DH3874',
  'A cable was given a port that it cannot have',
  (fabric: string, port: string, allowed: string) => ({
    what: `a cable of the fabric '${fabric}' cannot be plugged in where it was said`,
    got: port,
    allowed,
    fix: 'give the cable, or the other one of its port, another port in Topology.cabled(…)',
  }),
);

/** Servers have another number of RDMA ports than a fabric has rails. */
export const railsMismatch = define(
  'DH3875',
  'A fabric has another number of rails than servers have RDMA ports',
  (fabric: string, group: string, ports: number, rails: number) => ({
    what:
      ports > rails
        ? `NICs of one server '${group}' share a rail of the fabric '${fabric}'`
        : `rails of the fabric '${fabric}' have no NIC of the servers '${group}'`,
    got: `${counted(rails, 'rail')} for ${counted(ports, 'port')}`,
    allowed: `${counted(ports, 'rail')}, one for each port`,
    fix: `set rails to ${ports}, or give servers with another number of ports a fabric of their own`,
  }),
);

/** No fabric carries what a NIC is for. */
export const nicUncabled = define(
  'DH3876',
  'No fabric carries what a NIC is for',
  (group: string, model: string, roles: readonly string[], carried: readonly string[]) => ({
    what: `a NIC of the servers '${group}' (${model}) is joined to no fabric`,
    got: roles.join(' and '),
    allowed: carried.length === 0 ? 'traffic that a fabric carries' : `${oneOf(carried)}, which the fabrics carry`,
    fix: `add a fabric with carries: ['${roles[0] ?? ''}'], or take a class of servers without this NIC`,
  }),
);

/** Servers have no NIC. */
export const serversWithoutNics = define(
  'DH3877',
  'Servers have no NIC that a fabric could reach',
  (group: string, model: string) => ({
    what: `no fabric reaches the servers '${group}', which have no NIC`,
    got: `the class ${model} without nics`,
    allowed: 'at least one NIC',
    fix: 'describe the NICs of the class with ServerModel.custom({ …, nics })',
  }),
);

/** An end of traffic is neither a group of servers nor a router. */
export const trafficEndUnknown = define(
  'DH3878',
  'Traffic has an end that is not there',
  (traffic: string, end: string, known: readonly string[]) => ({
    what: `the traffic '${traffic}' comes from, or goes to, what the site does not have`,
    got: show(end),
    allowed: `${oneOf(known)}: groups of servers and routers outside of the site`,
    fix: 'name one of them, or add the router that the traffic passes to outside',
  }),
);

/** No fabric carries traffic that was declared. */
export const trafficUncarried = define(
  'DH3879',
  'No fabric carries traffic that was declared',
  (traffic: string, role: string, reason: string) => ({
    what: `the traffic '${traffic}' runs over no fabric, so that no cable was proven to carry it`,
    got: reason,
    allowed: `a fabric that carries ${role} and reaches both ends`,
    fix: `give a fabric carries: ['${role}', …] and the servers a NIC for it, or leave the traffic out`,
  }),
);

/** Whether the cables of a large fabric carry the traffic is not known. */
export const trafficUnproven = define(
  'DH3880',
  'It is not proven that the cables of a fabric carry the declared traffic',
  (fabric: string, least: string, cables: number, most: string) => ({
    what: `the fabric '${fabric}' is too large and irregular to route the declared traffic over it`,
    got: `${least} at least on the fullest of ${counted(cables, 'cable')} of a narrow cut; with all traffic on one cable ${most}`,
    allowed: 'a topology of tiers, or a fabric that is small enough to be routed',
    fix: 'take leaf-spine, rails or a fat-tree, or accept this finding',
  }),
);

/** The cable on the way of a packet is not known. */
export const latencyUnknown = define('DH3884', 'The cable on the way of a packet is not known', (fabric: string) => ({
  what: `a latency is asked for over the fabric '${fabric}', and the length of its cables is not known`,
  got: 'no cable of the latency, and no lengths from the cabling of the site',
  allowed: 'one of the two',
  fix: 'give the latency its cable, or the site its cabling and each switch a rack',
}));

/** A packet of a class of traffic takes too long. */
export const trafficTooSlow = define(
  'DH3885',
  'A packet of a class of traffic takes longer than it may',
  (traffic: string, fabric: string, got: string, allowed: string) => ({
    what: `a packet of the traffic '${traffic}' takes too long through the fabric '${fabric}', even with empty queues`,
    got,
    allowed: `at most ${allowed}`,
    fix: 'take fewer tiers, shorter cables or faster switches, or allow more in latency of the traffic',
  }),
);
