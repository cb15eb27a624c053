import { Model } from 'datahall';
import { gatewaysGetAddresses } from '../../../../lib/network/rules/gateways-get-addresses';
import { gatewayRedundant } from '../../../../lib/network/rules/gateway-redundant';
import { routeWeightsAddUp } from '../../../../lib/network/rules/route-weights-add-up';
import { routerRacksExist } from '../../../../lib/network/rules/router-racks-exist';
import { routersRedundant } from '../../../../lib/network/rules/routers-redundant';
import { virtualIpsDisjoint } from '../../../../lib/network/rules/virtual-ips-disjoint';
import { virtualIpsWithinSite } from '../../../../lib/network/rules/virtual-ips-within-site';
import type { Rule } from '../../../../lib/rules/rule';
import { smallSite } from '../../../support/small-site';

const at = { path: 'network/public', stage: 'dev' };
const found = (rule: Rule, ...facts: object[]): readonly string[] =>
  rule.check(new Model(facts.map((fact) => ({ ...at, ...fact }) as never))).map(({ problem }) => problem.code);
const pool = (range: string, more: object = {}): object => ({
  kind: 'virtual-ip-pool',
  range,
  site: 'lab',
  siteRange: '198.51.100.0/24',
  ...more,
});
const route = (...weights: (number | null)[]): object => ({
  kind: 'route',
  route: '/v1',
  targets: weights.map((weight, index) => ({ target: `m${index}`, service: `m/${index}`, weight })),
});
const shared = (...targets: (readonly [release: string | null, weight: number | null])[]): object => ({
  kind: 'route',
  route: '/v1',
  targets: targets.map(([release, weight], index) => ({ target: 'm', service: `m/${index}`, weight, release })),
});
const bgp = (...racks: (string | null)[]): object => ({
  kind: 'load-balancer',
  advertisement: 'bgp',
  routers: racks.map((rack, index) => ({ address: `10.0.0.${index}`, asn: 65000, rack })),
});
const lone = { address: '10.0.0.1', asn: 65000, rack: null };
const site: readonly object[] = [
  { kind: 'site', ...smallSite().toFact(), stage: '' },
  { kind: 'site-share', site: 'lab', servers: {}, virtualIps: '198.51.100.0/26' },
];

describe('the rules of the network', () => {
  it.each<[string, Rule, object[], string[]]>([
    ['one pool of two gateways', virtualIpsDisjoint, [pool('198.51.100.0/25'), pool('198.51.100.0/25')], []],
    [
      'two pools of a stage that overlap',
      virtualIpsDisjoint,
      [pool('198.51.100.0/25'), pool('198.51.100.0/26')],
      ['DH3301'],
    ],
    ['neighbours', virtualIpsDisjoint, [pool('198.51.100.0/25'), pool('198.51.100.128/25', { stage: 'staging' })], []],
    ['a part of the site', virtualIpsWithinSite, [pool('198.51.100.0/26')], []],
    ['more than the site', virtualIpsWithinSite, [pool('198.51.0.0/16')], ['DH3302']],
    ['an address', gatewaysGetAddresses, [pool('198.51.100.0/27', { address: '198.51.100.1' })], []],
    ['the first of 256', gatewaysGetAddresses, [pool('198.51.100.0/27', { address: '198.51.100.0' })], ['DH3310']],
    ['the last of 256', gatewaysGetAddresses, [pool('198.51.100.0/24', { address: '198.51.100.255' })], ['DH3310']],
    ['such an end in IPv6', gatewaysGetAddresses, [pool('2001:db8::/64', { address: '2001:db8::' })], []],
    [
      'one address twice, in two spellings',
      gatewaysGetAddresses,
      [pool('2001:db8::/64', { address: '2001:db8::a' }), pool('2001:db8::/64', { address: '2001:DB8:0::A' })],
      ['DH3310'],
    ],
    ['as many gateways as addresses', gatewaysGetAddresses, Array(2).fill(pool('198.51.100.8/31')), []],
    ['a gateway too many', gatewaysGetAddresses, Array(3).fill(pool('198.51.100.8/31')), ['DH3310']],
    ['no address that is handed out', gatewaysGetAddresses, [pool('198.51.100.0/32')], ['DH3310']],
    ['two proxies', gatewayRedundant, [{ kind: 'gateway', name: 'public', replicas: 2 }], []],
    ['one proxy', gatewayRedundant, [{ kind: 'gateway', name: 'public', replicas: 1 }], ['DH3303']],
    ['one target', routeWeightsAddUp, [route(null)], []],
    ['a canary', routeWeightsAddUp, [route(null, 10)], []],
    ['nothing left for the rest', routeWeightsAddUp, [route(null, 100)], []],
    ['less than nothing left', routeWeightsAddUp, [route(null, 60, 60)], ['DH3305']],
    ['all of it given', routeWeightsAddUp, [route(50, 50)], []],
    ['a part of it given', routeWeightsAddUp, [route(50, 10)], ['DH3305']],
    ['two releases', routeWeightsAddUp, [shared(['1', 50], ['1', 50], ['2', null])], []],
    ['what has no release beside two', routeWeightsAddUp, [shared([null, 20], ['1', null], ['2', 80])], []],
    ['too much beside one of them', routeWeightsAddUp, [shared([null, 30], ['1', null], ['2', 80])], ['DH3305']],
    ['layer 2', routersRedundant, [{ kind: 'load-balancer', advertisement: 'layer2', routers: [] }], []],
    ['two routers for all', routersRedundant, [bgp(null, null)], []],
    ['two routers a rack', routersRedundant, [bgp('a', 'a', 'b', 'b')], []],
    ['one of them for all', routersRedundant, [bgp('a', 'b', null)], []],
    ['no router', routersRedundant, [bgp()], ['DH3308']],
    ['one router twice', routersRedundant, [{ ...bgp(), routers: Array(2).fill(lone) }], ['DH3308']],
    ['a rack of the site', routerRacksExist, [...site, bgp('lab-core-01', null)], []],
    ['a rack that it does not have', routerRacksExist, [...site, bgp('lab-core-01', 'r9', 'r9')], ['DH3312']],
    ['a rack where the site is not known', routerRacksExist, [bgp('r9')], []],
    ['a site of another stage', routerRacksExist, [site[0]!, { ...site[1]!, stage: 'production' }, bgp('r9')], []],
    ['one router in one rack', routersRedundant, [bgp('a', 'a', 'b')], ['DH3308']],
  ])('%s', (_, rule, facts, codes) => {
    expect(found(rule, ...facts)).toEqual(codes);
  });
});
