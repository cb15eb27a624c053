import { noAddressForGateway } from '../../errors/network';
import type { Fact } from '../../model/fact';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { VIRTUAL_IP_POOL, type VirtualIpPoolFact } from '../facts';
import { isHandedOut, sameSpelling, usableAddresses } from '../usable-addresses';

/** Each gateway of a stage gets an address of its own: the one that it asks for, or one of those that are left. */
export const gatewaysGetAddresses = rule(noAddressForGateway, 'error', (model) => {
  const earlier: Fact<VirtualIpPoolFact>[] = [];
  return model.all(VIRTUAL_IP_POOL).flatMap((pool): Violation[] => {
    const own = earlier.filter(({ stage, site }) => stage === pool.stage && site === pool.site);
    earlier.push(pool);
    const problem = wrongAddress(pool, own) ?? noneLeft(pool, own);
    return problem === undefined ? [] : [{ problem, at: pool }];
  });
});

function wrongAddress({ address, range }: Fact<VirtualIpPoolFact>, others: readonly Fact<VirtualIpPoolFact>[]) {
  if (address === undefined) return undefined;
  if (!isHandedOut(address))
    return noAddressForGateway(address, `an address of ${range} that ends with neither .0 nor .255`);
  const owner = others.find((other) => other.address !== undefined && isSame(other.address, address));
  if (owner === undefined) return undefined;
  return noAddressForGateway(address, `an address of its own; '${owner.path}' has this one`);
}

function noneLeft({ range }: Fact<VirtualIpPoolFact>, others: readonly Fact<VirtualIpPoolFact>[]) {
  const gateways = 1 + others.filter((other) => other.range === range).length;
  const most = usableAddresses(Cidr.of(range));
  return gateways <= most ? undefined : noAddressForGateway(`gateway ${gateways} of ${range}`, `at most ${most}`);
}

function isSame(one: string, other: string): boolean {
  return sameSpelling(one) === sameSpelling(other);
}
