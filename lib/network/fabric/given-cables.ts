import { portTaken } from '../../errors/devices';
import { speedMismatch, unknownInGraph } from '../../errors/fabric';
import type { Problem } from '../../errors/problem';
import type { Fabric, FabricEnd, FabricLink } from './fabric';
import type { GivenCable, GivenEnd } from './given-cable';
import { FabricLinks } from './links';
import { groupOfCage, printSpeeds } from './ports';
import type { SwitchClass } from './spec';

type Report = (problem: Problem) => void;

/**
 * Moves cables to the ports that the user said, and checks that each port then has one cable of its speed.
 *
 * @param fabric the fabric as the library cabled it
 * @param cables cables with both ends
 * @param classes classes of its switches by name
 * @param report takes what is wrong
 */
export function plugIn(
  fabric: Fabric,
  cables: readonly GivenCable[],
  classes: ReadonlyMap<string, SwitchClass>,
  report: Report,
): Fabric {
  const names = new Map(fabric.nodes.map(({ name }, index) => [name, index]));
  const links = [...fabric.links];
  const moved = new Set<number>();
  for (const { from, to } of cables) {
    const ends = [from, to].map((end) => ({ end, node: names.get(end.device) }));
    const stray = ends.find(({ node }) => node === undefined);
    if (stray !== undefined) {
      report(unknownInGraph(fabric.name, 'device', stray.end.device, [...names.keys()]));
      continue;
    }
    const [a, b] = ends.map(({ end, node }) => place(end, node ?? 0)) as [FabricEnd, FabricEnd];
    const at = find(fabric, links, moved, a, b);
    if (at === undefined) {
      report(portTaken(fabric.name, `${show(from)} to ${show(to)}`, 'a cable of the fabric between these devices'));
      continue;
    }
    moved.add(at.link);
    const [own, other] = at.turned ? [b, a] : [a, b];
    links[at.link] = { ...(links[at.link] as FabricLink), a: own, b: other };
  }
  checkPorts(fabric, links, moved, classes, report);
  return { ...fabric, links: FabricLinks.of(links) };
}

/** A cable of a server by the server's port, or the first one between two switches that has not been moved. */
function find(
  { servers }: Fabric,
  links: readonly FabricLink[],
  moved: ReadonlySet<number>,
  a: FabricEnd,
  b: FabricEnd,
) {
  const server = [a, b].find(({ node }) => node < servers);
  const isIt = (link: FabricLink): boolean =>
    server === undefined
      ? (link.a.node === a.node && link.b.node === b.node) || (link.a.node === b.node && link.b.node === a.node)
      : link.b.node === server.node && link.b.port === server.port && a.node !== b.node;
  const link = links.findIndex((each, index) => !moved.has(index) && isIt(each));
  if (link === -1 || (a.node < servers && b.node < servers)) return undefined;
  // The server is the lower end; of two switches the ends stay as they are.
  const turned = server === undefined ? links[link]?.a.node !== a.node : server === a;
  return { link, turned };
}

function checkPorts(
  { name, nodes, servers }: Fabric,
  links: readonly FabricLink[],
  moved: ReadonlySet<number>,
  classes: ReadonlyMap<string, SwitchClass>,
  report: Report,
): void {
  const used = new Map<string, Map<number | null, string>>();
  for (const { a, b } of links)
    for (const [{ node, port, lane }, other] of [[a, b] as const, [b, a] as const]) {
      const key = `${node} ${port}`;
      const lanes = used.get(key) ?? new Map<number | null, string>();
      // A whole cage is taken by any of its lane groups, and takes them all.
      const first = lanes.get(lane) ?? lanes.get(null) ?? (lane === null ? [...lanes.values()][0] : undefined);
      const label = `port ${port}${lane === null ? '' : `, lane group ${lane}`} of ${nodes[node]?.name ?? ''}`;
      const peer = nodes[other.node]?.name ?? '';
      if (first !== undefined)
        report(portTaken(name, `${label}, with cables to ${first} and to ${peer}`, 'one cable in each port'));
      used.set(key, lanes.set(lane, peer));
    }
  for (const index of moved) {
    const { a, b, bps } = links[index] as FabricLink;
    for (const { node, port, lane } of [a, b]) {
      const model = node < servers ? undefined : classes.get(nodes[node]?.model ?? '');
      if (model === undefined) continue;
      const cage = groupOfCage(model, port);
      const count = model.ports.reduce((sum, each) => sum + each.count, 0);
      const device = nodes[node]?.name ?? '';
      if (cage === undefined || !Number.isInteger(port) || port < 0) {
        report(portTaken(name, `port ${port} of ${device}`, `a port from 0 to ${count - 1}`));
        continue;
      }
      const fits =
        lane === null
          ? cage.bps === bps
          : cage.breakouts.some((each) => each.bps === bps && Number.isInteger(lane) && lane >= 0 && lane < each.count);
      const [speed = ''] = printSpeeds([bps]);
      const what = `the cable in port ${port}${lane === null ? '' : `, lane group ${lane}`} of ${device}`;
      if (fits) continue;
      const offers = lane === null ? [cage.bps] : cage.breakouts.map((each) => each.bps);
      const whose = `${lane === null ? 'a whole cage' : 'a lane group'} of ${model.name}`;
      report(speedMismatch(name, what, speed, whose, offers.length === 0 ? ['no speed'] : printSpeeds(offers)));
    }
  }
}

function place({ port, lane }: GivenEnd, node: number): FabricEnd {
  return { node, port, lane: lane ?? null };
}

function show({ device, port, lane }: GivenEnd): string {
  return `port ${port}${lane === undefined ? '' : `/${lane}`} of ${device}`;
}
