import { define } from './problem';
import { oneOf, show } from './print';

/** The addresses of a link to an outside router are not those of one link. */
export const invalidOutsideLink = define(
  'DH3850',
  'A link to an outside router has no valid addresses',
  (given: readonly string[]) => ({
    what: 'a link to an outside router has two addresses of an IP version, one at each end',
    got: given.length === 0 ? 'no addresses' : given.join(', '),
    allowed: 'one /31, one /127, or one of each',
    fix: 'give the link the network that you agreed on with whoever runs the router',
  }),
);

/** An outside router is joined to what is not there. */
export const unknownToOutside = define(
  'DH3851',
  'An outside router is joined to what is not there',
  (router: string, what: string, given: string, known: readonly string[]) => ({
    what: `the outside router '${router}' names a ${what} that the site does not have`,
    got: show(given),
    allowed: oneOf(known.slice(0, 20)),
    fix: `name an existing ${what}`,
  }),
);

/** An outside router is joined to a port that it cannot have. */
export const outsidePortTaken = define(
  'DH3852',
  'An outside router has no port',
  (router: string, device: string, port: string, allowed: string) => ({
    what: `the outside router '${router}' cannot be joined to this port of ${device}`,
    got: port,
    allowed,
    fix: 'give it another port, or lower the number of servers on the switch',
  }),
);

/** What an outside router has or gives is in use inside of the site. */
export const outsideOverlaps = define(
  'DH3853',
  'What is outside of a site overlaps what is inside',
  (router: string, network: string, use: string, other: string) => ({
    what: `addresses of the outside router '${router}' are those of ${use}`,
    got: network,
    allowed: `a network outside of ${other}`,
    fix: 'choose other addresses for the link, or take the network out of what the router gives',
  }),
);

/** One switch has the only way out. */
export const outsideNotRedundant = define(
  'DH3854',
  'One switch has the only way out of a site',
  (router: string, device: string) => ({
    what: `the site loses what the outside router '${router}' gives when it loses one switch`,
    got: `links to ${device} alone`,
    allowed: 'links to two switches, or another router on another switch that gives the same',
    fix: 'join the router to a second switch',
  }),
);

/** SONiC tells an outside router all that it knows. */
export const outsideUnfiltered = define(
  'DH3855',
  'SONiC does not filter what it tells outside routers',
  (router: string, device: string) => ({
    what: `bgpcfgd's policy passes on all routes: '${device}' would tell the outside router '${router}' each address of the site, and carry traffic between outside routers`,
    got: 'SONiC at the border of the site',
    allowed: 'FRRouting at the border, or filters in the outside router',
    fix: 'let the outside router take the virtual IPs of the site alone, and acknowledge this',
  }),
);

/** A link to an outside router has an IP version that its fabric does not route. */
export const outsideFamily = define(
  'DH3856',
  'An outside router speaks an IP version that the fabric does not',
  (router: string, fabric: string, network: string) => ({
    what: `the fabric '${fabric}' has no addresses of this version, so that nothing of the outside router '${router}' could be reached`,
    got: network,
    allowed: 'links of an IP version that the fabric has',
    fix: 'leave the link out, or give the site addresses of this version',
  }),
);
