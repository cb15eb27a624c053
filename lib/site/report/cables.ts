import type { DeviceRole, Fabric, FabricEnd, FabricLink, FabricNode } from '../../network/fabric/fabric';
import { Bandwidth } from '../../units/bandwidth';
import { groupOfCage, portLabel } from '../../network/fabric/ports';
import type { SwitchClass } from '../../network/fabric/spec';
import type { SiteFabric } from '../fabrics';
import type { OutsideCable } from '../outside-cables';
import { UNKNOWN } from './table';

/** A device at the end of a cable: of the fabric, or a router outside of it. */
export interface CabledDevice extends Pick<FabricNode, 'name' | 'model' | 'rack'> {
  /** What it does. */
  readonly role: DeviceRole | 'router';
}

/** One end of an arm. */
export interface CableEnd {
  /** The device. */
  readonly device: CabledDevice;
  /** The port, from 0: the cage of a switch, the NIC port of a server; null for a router, whose owner counts them. */
  readonly port: number | null;
  /** The port as it is counted on the front, from 1; the arm of a cage that is broken out follows it. */
  readonly label: string;
}

/** Port and lane group of a device. */
type Socket = Pick<FabricEnd, 'port' | 'lane'>;

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
 * Cables of a fabric in the order of its links, then those to outside routers. Arms of one broken out cage are one
 * cable. Where the cages of both ends are broken out, each arm is a cable of its own: no cable has several arms on both
 * sides.
 *
 * @param fabric the fabric
 * @param outside its cables to outside routers
 */
export function cablesOf({ fabric, input }: SiteFabric, outside: readonly OutsideCable[] = []): readonly Cable[] {
  const classes = new Map(input.classes.map((model) => [model.name, model]));
  const cables = new Map<string, Cable & { readonly arms: CableArm[] }>();
  const add = (device: FabricNode, { port, lane }: Socket, split: boolean, bps: number, arm: CableArm): void => {
    const id = `${device.name}:${port + 1}${lane !== null && !split ? `/${lane + 1}` : ''}`;
    const ways = split ? armsOf(classes.get(device.model), port, bps) : 1;
    const speed = Bandwidth.bps(bps).toString();
    const kind = split ? `breakout, ${ways} x ${speed}` : `straight, ${speed}`;
    const cable = cables.get(id) ?? { id, bps, ways, kind, arms: [] };
    cable.arms.push(arm);
    cables.set(id, cable);
  };
  for (const link of fabric.links) {
    const [root, end] = ends(link);
    const arm = { from: fabricEnd(fabric, root), to: fabricEnd(fabric, end) };
    add(nodeAt(fabric, root), root, root.lane !== null && end.lane === null, link.bps, arm);
  }
  for (const { device, link, bps, router } of outside)
    add(device, link, link.lane !== null, bps, { from: cableEnd(device, link), to: routerEnd(router, link) });
  return [...cables.values()];
}

/**
 * Whether a cable leaves the site: nobody here knows how far it goes, and its far end is chosen with its owner.
 *
 * @param cable the cable
 */
export function leavesSite({ arms }: Pick<Cable, 'arms'>): boolean {
  return arms.every(({ to: { device } }) => device.role === 'router' && device.rack === null);
}

/** The end that names the cable comes first: the only one whose cage is broken out, else that of the higher tier. */
function ends({ a, b }: FabricLink): readonly [FabricEnd, FabricEnd] {
  return a.lane === null && b.lane !== null ? [b, a] : [a, b];
}

function fabricEnd(fabric: Fabric, end: FabricEnd): CableEnd {
  return cableEnd(nodeAt(fabric, end), end);
}

function cableEnd(device: FabricNode, { port, lane }: Socket): CableEnd {
  return { device, port, label: portLabel(device.role, port, lane) };
}

function routerEnd({ name, device }: OutsideCable['router'], { peerPort }: OutsideCable['link']): CableEnd {
  const { model, rack = null } = device ?? {};
  return { device: { name, role: 'router', model: model?.name ?? '', rack }, port: null, label: peerPort ?? UNKNOWN };
}

function nodeAt(fabric: Fabric, { node }: FabricEnd): FabricNode {
  return fabric.nodes[node] as FabricNode;
}

/** Arms of the breakout that gives a speed in a cage. */
function armsOf(model: SwitchClass | undefined, cage: number, bps: number): number {
  const group = model === undefined ? undefined : groupOfCage(model, cage);
  return group?.breakouts.find((each) => each.bps === bps)?.count ?? 1;
}
