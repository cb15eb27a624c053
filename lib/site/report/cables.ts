import type { Fabric, FabricEnd, FabricLink, FabricNode } from '../../network/fabric/fabric';
import { Bandwidth } from '../../units/bandwidth';
import { groupOfCage } from '../../network/fabric/ports';
import type { SwitchClass } from '../../network/fabric/spec';
import type { SiteFabric } from '../fabrics';

/** One end of an arm. */
export interface CableEnd {
  /** The device. */
  readonly device: FabricNode;
  /** The port, from 0: the cage of a switch, the NIC port of a server. */
  readonly port: number;
  /** The port as it is counted on the front, from 1; the arm of a cage that is broken out follows it. */
  readonly label: string;
}

/** A straight cable, or one arm of a breakout cable. */
export interface CableArm {
  /** The end that names the cable: of a breakout cable that of the cage. */
  readonly from: CableEnd;
  /** The other end. */
  readonly to: CableEnd;
}

/** A cable as it is bought and pulled. */
export interface Cable {
  /** Device and cage of one end: what is added to a site renames no cable. */
  readonly id: string;
  /** Speed of one arm in bits per second. */
  readonly bps: number;
  /** Arms that a breakout cable of this speed has, used or not; 1 for a straight cable. */
  readonly ways: number;
  /** What it is, e.g. `straight, 800 Gbit/s` or `breakout, 4 x 200 Gbit/s`. */
  readonly kind: string;
  /** Its arms, those that are used. */
  readonly arms: readonly CableArm[];
}

/**
 * Cables of a fabric in the order of its links. Arms of one broken out cage are one cable. Where the cages of both ends
 * are broken out, each arm is a cable of its own: no cable has several arms on both sides.
 *
 * @param fabric the fabric
 */
export function cablesOf({ fabric, input }: SiteFabric): readonly Cable[] {
  const classes = new Map(input.classes.map((model) => [model.name, model]));
  const cables = new Map<string, Cable & { readonly arms: CableArm[] }>();
  for (const link of fabric.links) {
    const [root, end] = ends(link);
    const split = root.lane !== null && end.lane === null;
    const device = nodeAt(fabric, root);
    const id = `${device.name}:${root.port + 1}${root.lane !== null && !split ? `/${root.lane + 1}` : ''}`;
    const ways = split ? armsOf(classes.get(device.model), root.port, link.bps) : 1;
    const speed = Bandwidth.bps(link.bps).toString();
    const kind = split ? `breakout, ${ways} x ${speed}` : `straight, ${speed}`;
    const cable = cables.get(id) ?? { id, bps: link.bps, ways, kind, arms: [] };
    cable.arms.push({ from: cableEnd(fabric, root), to: cableEnd(fabric, end) });
    cables.set(id, cable);
  }
  return [...cables.values()];
}

/** The end that names the cable comes first: the only one whose cage is broken out, else that of the higher tier. */
function ends({ a, b }: FabricLink): readonly [FabricEnd, FabricEnd] {
  return a.lane === null && b.lane !== null ? [b, a] : [a, b];
}

function cableEnd(fabric: Fabric, end: FabricEnd): CableEnd {
  const device = nodeAt(fabric, end);
  const port = `${device.role === 'server' ? 'NIC port' : 'port'} ${end.port + 1}`;
  return { device, port: end.port, label: end.lane === null ? port : `${port}/${end.lane + 1}` };
}

function nodeAt(fabric: Fabric, { node }: FabricEnd): FabricNode {
  return fabric.nodes[node] as FabricNode;
}

/** Arms of the breakout that gives a speed in a cage. */
function armsOf(model: SwitchClass | undefined, cage: number, bps: number): number {
  const group = model === undefined ? undefined : groupOfCage(model, cage);
  return group?.breakouts.find((each) => each.bps === bps)?.count ?? 1;
}
