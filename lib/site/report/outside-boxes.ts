import { counted } from '../../errors/print';
import type { SiteFabric } from '../fabrics';
import type { OutsideCable } from '../outside-cables';
import type { Box, Folded, Line } from './fold';
import { grouped } from './grouped';

/**
 * Adds outside routers to a fabric that was folded: each is a box of its own, above all others, because few routers
 * lead out of a site and each is somebody else's.
 *
 * @param folded boxes and lines of the fabric
 * @param outside its cables to outside routers
 * @param apart whether a router is drawn once beside each box that it is joined to: on a circle its lines would run
 * behind others
 */
export function withRouters(folded: Folded, outside: readonly OutsideCable[], apart = false): Folded {
  const boxOf = new Map(folded.boxes.flatMap(({ devices }, box) => devices.map(({ name }) => [name, box] as const)));
  const boxAt = ({ device }: OutsideCable) => String(boxOf.get(device.name) ?? 0);
  const routers = [
    ...grouped(outside, (each) => (apart ? `${each.router.name} ${boxAt(each)}` : each.router.name)).values(),
  ];
  const boxes = routers.flatMap((own) =>
    own.slice(0, 1).map(({ router: { name, asn, device } }): Box => {
      const model = device?.model.name ?? `AS ${asn}`;
      return { role: 'router', devices: [{ name, role: 'router', model, rack: device?.rack ?? null }], inside: 0 };
    }),
  );
  const lines = routers.flatMap((own, index): readonly Line[] => {
    const to = grouped(own, boxAt);
    return [...to].map(([box, cables]): Line => {
      const speeds = [...grouped(cables, ({ bps }) => String(bps))];
      const links = speeds.map(([bps, each]) => ({ bps: Number(bps), count: each.length }));
      return { from: folded.boxes.length + index, to: Number(box), links: links.sort((x, y) => y.bps - x.bps) };
    });
  });
  return { boxes: [...folded.boxes, ...boxes], lines: [...folded.lines, ...lines] };
}

/**
 * Prints how large a fabric is that a picture shows.
 *
 * @param fabric the fabric
 * @param folded boxes and lines of the picture
 */
export function fabricSize({ fabric: { nodes, links, servers } }: SiteFabric, { boxes }: Folded): string {
  const switches = nodes.length - servers;
  const routers = new Set(boxes.flatMap(({ role, devices }) => (role === 'router' ? [devices[0]?.name] : []))).size;
  return [
    counted(servers, 'server'),
    switches === 1 ? '1 switch' : `${switches} switches`,
    counted(links.length, 'link'),
    ...(routers === 0 ? [] : [`${counted(routers, 'router')} outside`]),
  ].join(', ');
}
