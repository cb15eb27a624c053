import { define } from './problem';
import { counted, oneOf, show } from './print';

/** Two gateways hand out the same addresses. */
export const poolsOverlap = define(
  'DH3301',
  'Two gateways hand out the same addresses',
  (range: string, other: string, gateway: string) => ({
    what: 'another gateway hands out some of these addresses: one address could be given out twice',
    got: range,
    allowed: `addresses outside of ${other}, which '${gateway}' has`,
    fix: "leave 'virtualIps' out: each share of a site has addresses of its own; or name ranges that do not overlap",
  }),
);

/** A gateway takes addresses that its site does not have. */
export const poolOutsideSite = define(
  'DH3302',
  'A gateway takes addresses that its site does not have',
  (range: string, site: string, siteRange: string) => ({
    what: `the addresses of the gateway are not among those of the site '${site}'`,
    got: range,
    allowed: `a part of ${siteRange}`,
    fix: 'take a part of the virtual IPs of the site, or give the site more of them',
  }),
);

/** A gateway has one proxy only. */
export const gatewayNotRedundant = define(
  'DH3303',
  'A gateway does not survive the loss of one proxy',
  (gateway: string, replicas: number) => ({
    what: `the gateway '${gateway}' answers nobody while its only proxy is restarted or lost`,
    got: counted(replicas, 'replica'),
    allowed: 'at least 2 replicas',
    fix: 'raise replicas to 2 or more',
  }),
);

/** A path of a route is not written as routes need it. */
export const invalidRoutePath = define('DH3304', 'The path of a route is not valid', (given: unknown) => ({
  what: 'this is not the beginning of a path of requests',
  got: show(given),
  allowed: "'/', or names of letters, digits, '-', '_', '.' and '~', each after a '/', with no '/' at the end",
  fix: "write the path with a leading slash, for example '/v1'",
}));

/** The shares of the targets of a route do not add up. */
export const routeWeights = define(
  'DH3305',
  'The shares of a route do not add up to 100 %',
  (route: string, targets: readonly string[], rest: boolean) => ({
    what: `the shares of the targets of the route '${route}' do not add up`,
    got: targets.join(', '),
    allowed: rest ? 'at most 100 %: the target without a weight gets the rest' : '100 % in all',
    fix: 'correct the weights, or leave out that of one target',
  }),
);

/** Two targets of a route take what is left. */
export const restRoutedTwice = define(
  'DH3306',
  'Two targets of a route have no weight',
  (route: string, target: string, first: string) => ({
    what: `the route '${route}' already has a target without a weight, which gets the rest`,
    got: `no weight for '${target}'`,
    allowed: `one target without a weight; '${first}' has none`,
    fix: `give '${target}' a weight from 0 to 100 in percent, for example { weight: 10 }`,
  }),
);

/** An address is not one of a gateway's range. */
export const addressOutsidePool = define(
  'DH3307',
  'An address is not one of the range of its gateway',
  (address: unknown, range: string) => ({
    what: 'the address of the gateway is not one of its own range',
    got: show(address),
    allowed: `one address of ${range}, without a prefix length`,
    fix: 'take an address of the range, or leave it out to get any',
  }),
);

/** Addresses are advertised to a single router. */
export const routersNotRedundant = define(
  'DH3308',
  'Addresses are advertised to a single router',
  (hosts: string, routers: readonly string[]) => ({
    what: `when one router is lost, ${hosts} answer for no address of a load balancer`,
    got: routers.length === 0 ? 'no router' : routers.join(', '),
    allowed: 'at least 2 routers for each rack',
    fix: 'add the second switch of the rack to the routers',
  }),
);

/** A part that a stage has once. */
export const partTwice = define(
  'DH3309',
  'A stage has a part of the network twice',
  (part: string, path: string, other: string) => ({
    what: `'${other}' already is the ${part} of this stage`,
    got: show(path),
    allowed: `one ${part} a stage`,
    fix: 'make it once, before the first gateway, or leave it to the gateway',
  }),
);

/** A gateway asks for an address that it cannot get, or there is none left for it. */
export const noAddressForGateway = define('DH3310', 'A gateway gets no address', (got: string, allowed: string) => ({
  what: 'MetalLB has no address for this gateway: it waits for one, and nobody reaches it',
  got,
  allowed,
  fix: 'ask for another address, or give the gateways a larger range',
}));

/** Requests cannot be told apart by this name. */
export const invalidHashKey = define(
  'DH3311',
  'A header or a cookie has no valid name',
  (key: string, given: unknown) => ({
    what: `no request has a ${key} of this name`,
    got: show(given),
    allowed: "1 to 256 letters, digits and characters of !#$%&'*+-.^_`|~",
    fix: `name the ${key} that clients send, for example 'x-session'`,
  }),
);

/** Hosts of a rack that is not there tell their addresses to a router. */
export const routerRackUnknown = define(
  'DH3312',
  'A router is that of a rack that the site does not have',
  (rack: string, routers: readonly string[], site: string, racks: readonly string[]) => ({
    what: `no host is in the rack of the router ${routers.join(', ')}: nobody tells it an address`,
    got: show(rack),
    allowed: `a rack of the site '${site}': ${oneOf(racks)}`,
    fix: 'correct the rack, or leave it out where all hosts talk to the router',
  }),
);
