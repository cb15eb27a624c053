import { Length } from '../../units/length';
import { groupOfCage, portsOf } from '../../network/fabric/ports';
import type { SwitchClass } from '../../network/fabric/spec';
import { fabricsOf, type SiteFabric } from '../fabrics';
import type { NicCageFacts } from '../../catalog/nic';
import type { SiteFact } from '../facts';
import { layoutOf } from '../layout';
import { outsideCables } from '../outside-cables';
import { cablesOf, leavesSite, type Cable, type CableArm, type CableEnd } from '../report/cables';
import { cableLength, orderLength, positionsOf, type Position } from './length';
import type { CablingSpec, MediumEndSpec, MediumSpec } from './spec';

/** A cable with what it is made of. */
export interface PlannedCable {
  /** Name of its fabric. */
  readonly fabric: string;
  /** The cable. */
  readonly cable: Cable;
  /** Whether it leaves the site, whose owner neither measures nor buys what is beyond. */
  readonly leaves: boolean;
  /** Its longest arm. */
  readonly arm: CableArm;
  /** Metres that this arm takes; null when one of its ends has no place. */
  readonly metres: number | null;
  /** Metres that are ordered; null when there is no medium. */
  readonly ordered: number | null;
  /** The first kind that fits and reaches; null when there is none, or the length is not known. */
  readonly medium: MediumSpec | null;
  /** The kind with the longest reach of those that fit; null when none fits. */
  readonly longest: MediumSpec | null;
}

/** A cage; null when it is not known. */
type Cage = NicCageFacts | null;

/** What a medium must fit. */
interface Fit {
  readonly bps: number;
  readonly ways: number;
  readonly from: Cage;
  readonly to: readonly Cage[];
}

/** Plans that were worked out: a fact never changes, and several rules and documents ask for its plan. */
const known = new WeakMap<SiteFact, readonly PlannedCable[]>();

/**
 * All cables of a site with lengths and kinds; none where nothing is said of its cabling.
 *
 * @param site the fact of the site
 */
export function plannedCables(site: SiteFact): readonly PlannedCable[] {
  const { cabling } = site;
  if (cabling === null) return [];
  const cached = known.get(site);
  if (cached !== undefined) return cached;
  const positions = positionsOf(site);
  const nics = new Map(
    layoutOf(site).flatMap(({ servers }, index) => servers.map(({ name }) => [name, site.servers[index]?.nics ?? []])),
  );
  const routers = new Map((site.outside ?? []).map(({ name, device }) => [name, device?.model]));
  const plan = fabricsOf(site).fabrics.flatMap((built) => {
    const classes = new Map(built.input.classes.map((model) => [model.name, model]));
    const cageOf = ({ device, port }: CableEnd, bps: number): Cage => {
      if (device.role === 'server') return nicCage(nics.get(device.name) ?? [], port ?? 0);
      if (port === null) return cageOfSpeed(routers.get(device.name), bps);
      const model = classes.get(device.model);
      const group = model === undefined ? undefined : groupOfCage(model, port);
      return group === undefined ? null : { connector: group.connector, ports: group.portsPerCage };
    };
    const cables = cablesOf(built, outsideCables(site, built));
    return cables.flatMap((cable) => planned(built, cable, cabling, positions, cageOf));
  });
  known.set(site, plan);
  return plan;
}

/**
 * Prints a length in steps of a centimetre.
 *
 * @param metres the length
 */
export function printMetres(metres: number): string {
  return Length.metres(Math.ceil(metres * 100 - 1e-6) / 100).toString();
}

/**
 * Prints a cable by its ends: of several arms by the longest.
 *
 * @param planned the cable
 */
export function printCable({ cable, arm }: PlannedCable): string {
  return `${cable.id} to ${arm.to.device.name}`;
}

function planned(
  { input }: SiteFabric,
  cable: Cable,
  cabling: CablingSpec,
  positions: ReadonlyMap<string, Position>,
  cageOf: (end: CableEnd, bps: number) => Cage,
): readonly PlannedCable[] {
  const longest = longestArm(cable, cabling, positions);
  if (longest === undefined) return [];
  const { arm, metres } = longest;
  const fit = { ...cable, from: cageOf(arm.from, cable.bps), to: cable.arms.map(({ to }) => cageOf(to, cable.bps)) };
  const fitting = cabling.media.filter((medium) => fits(medium, fit));
  const farthest = fitting.reduce<MediumSpec | null>(
    (most, each) => (most === null || each.reachMetres > most.reachMetres ? each : most),
    null,
  );
  const common = { fabric: input.name, cable, leaves: leavesSite(cable), arm, metres, longest: farthest };
  if (metres !== null)
    for (const medium of fitting) {
      const ordered = orderLength(metres, medium);
      if (ordered !== undefined) return [{ ...common, ordered, medium }];
    }
  return [{ ...common, ordered: null, medium: null }];
}

function fits({ bps, ways, from, to }: MediumSpec, cable: Fit): boolean {
  if (bps !== cable.bps || ways !== cable.ways) return false;
  return suits(from, cable.from) && cable.to.every((cage) => suits(to, cage));
}

function suits(end: MediumEndSpec, cage: Cage): boolean {
  return cage === null || (cage.connector === end.connector && cage.ports === end.ports);
}

/** The cages of a router that are of a speed: which of them it is, its owner knows. */
function cageOfSpeed(model: SwitchClass | undefined, bps: number): Cage {
  const range = model === undefined ? undefined : portsOf(model, bps);
  const group = range === undefined ? undefined : model?.ports[range.group];
  return group === undefined ? null : { connector: group.connector, ports: group.portsPerCage };
}

/** Ports are counted through the NICs of a server. */
function nicCage(nics: SiteFact['servers'][number]['nics'], port: number): Cage {
  let first = 0;
  for (const { ports, cage } of nics) {
    first += ports;
    if (port < first) return cage ?? null;
  }
  return null;
}

/** An arm of unknown length comes before all others. */
function longestArm(
  { arms }: Cable,
  cabling: CablingSpec,
  positions: ReadonlyMap<string, Position>,
): { readonly arm: CableArm; readonly metres: number | null } | undefined {
  let longest: { readonly arm: CableArm; readonly metres: number } | undefined;
  for (const arm of arms) {
    const [a, b] = [positions.get(arm.from.device.name), positions.get(arm.to.device.name)];
    if (a === undefined || b === undefined) return { arm, metres: null };
    const metres = cableLength(a, b, cabling);
    if (longest === undefined || metres > longest.metres) longest = { arm, metres };
  }
  return longest;
}
