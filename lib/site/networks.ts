import { fail } from '../errors/datahall-error';
import { networkReserved, networksOverlap, notIpv6, unknownFabric } from '../errors/site';
import { FABRIC_BITS, SPLIT_BITS } from '../network/addressing/ranges';
import { Cidr } from '../units/cidr';
import type { SiteAddresses } from './site';
import { wholeNumber } from '../units/ranges';

/** Networks that no host can have, with what they are for: IANA's registries of special-purpose addresses. */
const RESERVED: readonly (readonly [network: string, purpose: string])[] = [
  ['0.0.0.0/8', "'this network' (RFC 791)"],
  ['127.0.0.0/8', 'a host itself (RFC 1122)'],
  ['169.254.0.0/16', 'link-local addresses (RFC 3927)'],
  ['224.0.0.0/4', 'multicast (RFC 5771)'],
  ['::/127', 'no address and a host itself (RFC 4291)'],
  ['fe80::/10', 'link-local addresses (RFC 4291)'],
  ['ff00::/8', 'multicast (RFC 4291)'],
];

/**
 * Checks the networks of a site: each address has one use, and one that hosts can have.
 *
 * @param addresses networks by use
 * @param fabrics names of the fabrics
 * @throws DH3012, DH3019, DH3020, DH3021 and DH1004
 */
export function checkNetworks(addresses: SiteAddresses, fabrics: readonly string[]): void {
  const { underlay, ipv6, virtualIps, pods, services, nodePodPrefix } = addresses;
  const given = Object.entries({ underlay, ipv6, virtualIps, pods, services });
  const known = given.filter((each): each is [string, Cidr] => each[1] !== undefined);
  known.forEach(([use, network], index) => {
    const other = known.slice(0, index).find(([, earlier]) => earlier.overlaps(network));
    if (other !== undefined) fail(networksOverlap([use, network.toString()], [other[0], other[1].toString()]));
  });
  if (ipv6 !== undefined && (ipv6.version === 4 || underlay.version === 6))
    fail(notIpv6(ipv6.toString(), underlay.toString()));
  const ranges = Object.entries(addresses.fabrics ?? {});
  for (const [fabric] of ranges) if (!fabrics.includes(fabric)) fail(unknownFabric(fabric, fabrics));
  for (const [use, network] of [...known, ...ranges.map(([name, range]) => [`fabrics.${name}`, range] as const)])
    checkReserved(use, network);
  for (const [fabric, range] of ranges) checkPrefix(`prefix of fabrics.${fabric}`, range, 0);
  checkPrefix('prefix of underlay', underlay, FABRIC_BITS[underlay.version]);
  if (ipv6 !== undefined) checkPrefix('prefix of ipv6', ipv6, FABRIC_BITS[6]);
  if (pods === undefined || nodePodPrefix === undefined) return;
  const [least, most] = [pods.prefix, pods.version === 4 ? 30 : 126];
  wholeNumber('nodePodPrefix', nodePodPrefix, least, most);
}

function checkReserved(use: string, network: Cidr): void {
  const found = RESERVED.find(([reserved]) => Cidr.of(reserved).overlaps(network));
  if (found !== undefined) fail(networkReserved(use, network.toString(), ...found));
}

/** The range of a fabric is split by use down to a sixteenth. */
function checkPrefix(field: string, { prefix, version }: Cidr, bits: number): void {
  const most = (version === 4 ? 32 : 128) - SPLIT_BITS - bits;
  wholeNumber(field, prefix, 0, most);
}
