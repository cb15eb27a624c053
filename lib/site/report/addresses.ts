import type { DevicePlan } from '../../network/addressing/device-plan';
import { portLabel } from '../../network/fabric/ports';
import { isNetworkOfControllers } from '../fabrics';
import { devicesOf } from '../addressing';
import type { SiteFact } from '../facts';
import type { Table } from './table';

/**
 * Addresses of all devices of a site, fabric by fabric: loopbacks and ends of links, those to outside routers too, also
 * of the networks of management controllers and of InfiniBand, which no configuration is written for. In a network of
 * controllers the address of a server is that of its controller, and nothing speaks BGP.
 *
 * @param site the fact of the site
 */
export function addressTable(site: SiteFact): Table {
  return {
    head: ['fabric', 'device', 'role', 'rack', 'AS number', 'port', 'peer', 'IPv4', 'IPv6', 'use'],
    rows: devicesOf(site).fabrics.flatMap(({ fabric, devices }) => {
      const isOutOfBand = isNetworkOfControllers(site, fabric.topology);
      return devices.flatMap((device) => rowsOf(device, isOutOfBand));
    }),
  };
}

function rowsOf(device: DevicePlan, isOutOfBand: boolean): readonly (readonly (string | number)[])[] {
  const { fabric, name, role, rack, asn, loopback, links, outside = [] } = device;
  const own = [fabric, name, role, rack ?? ''];
  const ends = [...links, ...outside.map((each) => ({ ...each, peer: each.router }))];
  const numbered = ends.filter(({ local }) => local.v4 !== null || local.v6 !== null);
  const use = isOutOfBand && role === 'server' ? 'management controller' : 'device';
  return [
    [...own, isOutOfBand ? '' : asn, '', '', loopback.v4 ?? '', loopback.v6 ?? '', use],
    ...numbered.map(({ port, lane, peer, local }) => [
      ...[...own, isOutOfBand ? '' : asn, portLabel(role, port, lane), peer],
      ...[local.v4 ?? '', local.v6 ?? '', 'link'],
    ]),
  ];
}
