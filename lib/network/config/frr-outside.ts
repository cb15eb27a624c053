import type { DevicePlan, OutsideSession } from '../addressing/device-plan';
import { HOST_BITS, list, upTo } from './prefix-lists';
import { FAMILIES, familiesOf, type Family } from './sessions';

/** A session to an outside router: one for each IP version of the link. */
export interface OutsideNeighbor {
  /** Address of the router. */
  readonly neighbor: string;
  /** IP version of the session and of all that it carries. */
  readonly family: Family;
  /** Peer group: that of the router and the version. */
  readonly group: string;
  /** Its link. */
  readonly session: OutsideSession;
}

/**
 * The sessions of a device to outside routers.
 *
 * @param device the device
 */
export function outsideNeighbors(device: DevicePlan): readonly OutsideNeighbor[] {
  const routed = familiesOf(device);
  return (device.outside ?? []).flatMap((session) =>
    routed.flatMap((family): readonly OutsideNeighbor[] => {
      const neighbor = session.remote[family];
      return neighbor === null ? [] : [{ neighbor, family, group: groupName(session, family), session }];
    }),
  );
}

/**
 * The prefix lists towards outside routers: what each may give, and what it is told.
 *
 * @param device the device
 * @param family IP version
 */
export function outsideLists(device: DevicePlan, family: Family): readonly string[] {
  return groupsOf(device, family).flatMap(({ group, session }) => [
    ...list(`${group}-IN`, family, session.takes[family]),
    ...list(
      `${group}-OUT`,
      family,
      session.tells[family].map((range) => upTo(range, HOST_BITS[family])),
    ),
  ]);
}

/**
 * Peer groups and sessions to outside routers.
 *
 * @param device the device
 * @param bfdProfile profile of those that have BFD
 */
export function outsideGroups(device: DevicePlan, bfdProfile: string): readonly string[] {
  const groups = FAMILIES.flatMap((family) => groupsOf(device, family));
  return [
    ...groups.flatMap(({ group, session }) => [
      ` neighbor ${group} peer-group`,
      ...(session.bfd ? [` neighbor ${group} bfd`, ` neighbor ${group} bfd profile ${bfdProfile}`] : []),
    ]),
    ...outsideNeighbors(device).flatMap(({ neighbor, group, session }) => [
      ` neighbor ${neighbor} remote-as ${session.asn}`,
      ` neighbor ${neighbor} peer-group ${group}`,
      ` neighbor ${neighbor} description ${session.router}`,
    ]),
  ];
}

/**
 * What is taken from outside routers and told to them. What one gives is in no list of what another is told, so the
 * site carries no traffic between them; AS numbers of the site's devices stay inside.
 *
 * @param device the device
 * @param family IP version
 */
export function outsidePolicy(device: DevicePlan, family: Family): readonly string[] {
  return groupsOf(device, family).flatMap(({ group, session }) => [
    `  neighbor ${group} activate`,
    `  neighbor ${group} remove-private-AS all`,
    `  neighbor ${group} prefix-list ${group}-IN in`,
    `  neighbor ${group} prefix-list ${group}-OUT out`,
    `  neighbor ${group} maximum-prefix ${session.maxPrefixes} restart 5 force`,
  ]);
}

/** One neighbour of each group: all sessions of a router have its policy. */
function groupsOf(device: DevicePlan, family: Family): readonly OutsideNeighbor[] {
  const own = outsideNeighbors(device).filter((each) => each.family === family);
  return [...new Map(own.map((each) => [each.group, each] as const)).values()];
}

function groupName({ router }: OutsideSession, family: Family): string {
  return `OUTSIDE-${router}-${family.toUpperCase()}`;
}
