import { counted, oneOf, show } from './print';
import { define } from './problem';

/** A chain of parts is available for less time than asked for. */
export const availabilityMissed = define(
  'DH3260',
  'Parts are available for less time than asked for',
  (goal: string, got: string, target: string, weakest: string) => ({
    what: `'${goal}' is available for less time than asked for; the part that costs the most is '${weakest}'`,
    got,
    allowed: `at least ${target}`,
    fix: `make '${weakest}' redundant, take parts that fail less often or are repaired sooner, or lower the target`,
  }),
);

/** A choice of parts cannot be met. */
export const invalidChoice = define(
  'DH3261',
  'More parts are needed than there are',
  (needed: number, parts: number) => ({
    what: 'a group of parts works when more of them work than there are, or when none does',
    got: `${needed} of ${parts}`,
    allowed: 'a whole number of at least 1, and at most the number of parts',
    fix: 'give the group more parts, or lower how many are needed',
  }),
);

/** Too many parts serve in several places. */
export const tooManyShared = define(
  'DH3262',
  'Too many parts stand in several places of an availability',
  (given: number, max: number) => ({
    what: 'too many parts stand in several places: the exact computation looks at every combination of them',
    got: counted(given, 'shared part'),
    allowed: `at most ${max}`,
    fix: 'join parts that always fail together to one',
  }),
);

/** One name stands for parts of different availability. */
export const partDiffers = define(
  'DH3263',
  'A part has two availabilities',
  (name: string, given: string, other: string) => ({
    what: `the part '${name}' stands in several places with different availabilities: parts of one name are one part`,
    got: given,
    allowed: other,
    fix: 'give the same availability, or another name',
  }),
);

/** A text is no month. */
export const invalidMonth = define('DH3264', 'A text is not a month', (field: string, given: unknown) => ({
  what: `'${field}' is not a month`,
  got: show(given),
  allowed: "year and month, such as '2026-11'",
  fix: 'write the month as YYYY-MM',
}));

/** Growth uses something up within the horizon. */
export const growthExhausts = define(
  'DH3265',
  'Growth uses something up within the horizon',
  (resource: string, month: string, used: string, capacity: string, later: readonly string[]) => ({
    what:
      `the growth that is expected uses up ${resource} in ${month}` +
      (later.length === 0 ? '' : `, then ${later.join(', ')}`),
    got: `${used} in ${month}`,
    allowed: `at most ${capacity}`,
    fix: `order more before ${month}, or lower the growth or the horizon`,
  }),
);

/** A WAN link or charge names a site that is not there. */
export const unknownSite = define(
  'DH3270',
  'A WAN names a site that is not there',
  (what: string, given: unknown, known: readonly string[]) => ({
    what: `${what} names a site that is not there, or the same site twice`,
    got: show(given),
    allowed: known.length === 0 ? 'two different sites' : `two of ${known.map(show).join(', ')}`,
    fix: 'name two sites of the WAN',
  }),
);

/** Two links or charges of a WAN have one name. */
export const wanNameTaken = define('DH3271', 'Two links or charges of a WAN have the same name', (name: string) => ({
  what: 'two links, or two charges, of the WAN have the same name',
  got: show(name),
  allowed: 'a name that no other one has',
  fix: 'name one of the two otherwise',
}));

/** A WAN link carries more than it can. */
export const linkOverloaded = define(
  'DH3272',
  'A WAN link carries more than it can',
  (link: string, lost: string | null, needed: string, available: string, charges: readonly string[]) => ({
    what:
      `the WAN link '${link}' carries more than it can` +
      `${lost === null ? '' : ` when ${lost} is lost`}: ${charges.join(', ')}`,
    got: needed,
    allowed: `at most ${available}`,
    fix: `give '${link}' more bandwidth, lower the peaks of its charges, or add a link`,
  }),
);

/** The loss of one shared risk parts the sites. */
export const sitesParted = define(
  'DH3273',
  'The loss of one shared risk parts the sites',
  (lost: string | null, parted: readonly string[], others: readonly string[]) => ({
    what: lost === null ? 'not all sites are joined' : `the loss of ${lost} parts the sites`,
    got: `${parted.join(', ')} cannot reach ${others.join(', ')}`,
    allowed: 'links between all sites that do not share a risk',
    fix: `add a link between ${parted[0] ?? ''} and ${others[0] ?? ''} that shares no risk with the others`,
  }),
);

/** Sites that are joined share addresses. */
export const wanNetworksOverlap = define(
  'DH3274',
  'Joined sites share addresses',
  (
    [site, use, network]: readonly [site: string, use: string, network: string],
    [otherSite, otherUse, other]: readonly [site: string, use: string, network: string],
  ) => ({
    what: `the sites ${site} and ${otherSite} are joined, and their networks '${use}' and '${otherUse}' share addresses`,
    got: `${network} of ${site}`,
    allowed: `a network outside of ${other}`,
    fix: `choose other addresses for '${use}' of ${site}, or for '${otherUse}' of ${otherSite}`,
  }),
);

/** Sites that are joined share AS numbers. */
export const wanAsnsOverlap = define(
  'DH3275',
  'Joined sites share AS numbers',
  (site: string, base: number, other: string, last: number) => ({
    what: `the sites ${site} and ${other} are joined and take AS numbers from one range: a route that has passed one is refused in the other`,
    got: `numbers from ${base}`,
    allowed: `a base above ${last}, the last number of ${other}`,
    fix: `give ${site} another base: AsnPlan.fourByte({ base: … })`,
  }),
);

/** A WAN names a site that the program does not describe. */
export const wanSiteUnknown = define(
  'DH3276',
  'A WAN names a site that the program does not describe',
  (given: string, known: readonly string[]) => ({
    what: 'the WAN joins a site that is not described: its addresses and AS numbers are not compared',
    got: show(given),
    allowed: oneOf(known),
    fix: `name a described site, or list '${given}' in elsewhere of the WAN`,
  }),
);

/** A site of the program is on no line. */
export const siteOnNoWan = define(
  'DH3279',
  'A site is joined to no other',
  (site: string, joined: readonly string[]) => ({
    what: `sites of the program are joined by a WAN, and '${site}' is not: what runs between them is proven without it`,
    got: `lines between ${joined.map(show).join(', ')}`,
    allowed: 'a line to each site of the program',
    fix: `add Wan.link({ between: [${show(joined[0] ?? '')}, '${site}'], … }), or acknowledge that it stands alone`,
  }),
);

/** A network of tiers cannot join so many ports. */
export const closTooLarge = define(
  'DH3277',
  'A network of tiers cannot join so many ports',
  (endpoints: number, most: number) => ({
    what: 'switches with this number of ports cannot join so many ports of servers in this number of tiers',
    got: counted(endpoints, 'port'),
    allowed: `at most ${most}`,
    fix: 'take switches with more ports, or one tier more',
  }),
);
