import type { Fabric } from '../fabric/fabric';

/**
 * Name of a cable: its devices with their ports.
 *
 * @param fabric devices and cables
 * @param index number of the cable
 */
export function linkName({ nodes, links }: Fabric, index: number): string {
  const { a, b } = links.at(index);
  const end = ({ node, port, lane }: typeof a): string =>
    `${nodes[node]!.name} port ${port}${lane === null ? '' : `/${lane}`}`;
  return `${end(a)} to ${end(b)}`;
}
