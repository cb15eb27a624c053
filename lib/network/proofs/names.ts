import type { Fabric } from '../fabric/fabric';
import { portLabel } from '../fabric/ports';

/**
 * Name of a cable: its devices with their ports, as cabling tables have them.
 *
 * @param fabric devices and cables
 * @param index number of the cable
 */
export function linkName({ nodes, links }: Fabric, index: number): string {
  const { a, b } = links.at(index);
  const end = ({ node, port, lane }: typeof a): string => {
    const { name, role } = nodes[node]!;
    return `${name} ${portLabel(role, port, lane)}`;
  };
  return `${end(a)} to ${end(b)}`;
}
