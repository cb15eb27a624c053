import type { NicRole } from '../../catalog/nic';
import { rolesOf, type SiteFabric } from '../../site/fabrics';
import type { SiteFact } from '../../site/facts';
import type { Fabric } from '../fabric/fabric';
import type { RequirementSpec } from '../fabric/requirements';
import type { Shape } from '../fabric/spec';
import { separatedBy } from '../graph/failures';
import { graphOf, type FabricGraph } from './fabric-graph';
import { tally, type Tally } from './tally';

/** What the proofs of one fabric begin with. */
export interface Subject extends FabricGraph {
  /** Name of the fabric. */
  readonly name: string;
  /** The fabric as a site built it. */
  readonly built: SiteFabric;
  /** Devices and cables. */
  readonly fabric: Fabric;
  /** How its switches are joined. */
  readonly shape: Shape;
  /** Traffic that it carries. */
  readonly roles: readonly NicRole[];
  /** What was asked of it; null when nothing was said. */
  readonly requirements: RequirementSpec | null;
  /** Servers that do not reach the others although nothing has failed. */
  readonly apart: Int32Array;
  /** Bandwidth of each device towards servers and towards the other switches. */
  readonly tally: Tally;
}

/**
 * Gathers what the proofs of a fabric begin with, in linear time; what takes cables when it is first asked for.
 *
 * @param site the fact of the site
 * @param built the fabric
 */
export function subjectOf(site: SiteFact, built: SiteFabric): Subject {
  const { fabric, topology, input } = built;
  let [apart, tallied]: [Int32Array | undefined, Tally | undefined] = [undefined, undefined];
  return {
    name: input.name,
    built,
    fabric,
    shape: topology.shape,
    roles: rolesOf(site, topology),
    requirements: topology.requirements,
    get graph() {
      return graphOf(fabric).graph;
    },
    get terminals() {
      return graphOf(fabric).terminals;
    },
    get servers() {
      return graphOf(fabric).servers;
    },
    get apart() {
      return (apart ??= separatedBy(this.graph, this.terminals).separated);
    },
    get tally() {
      return (tallied ??= tally(fabric));
    },
  };
}

/**
 * Whether a fabric carries nothing but management. Each management controller has one port, so that no topology makes
 * such a fabric redundant, and no workload stops when it is lost: its failures are described, not complained of.
 *
 * @param subject the fabric
 */
export function isManagementOnly({ roles }: Pick<Subject, 'roles'>): boolean {
  return roles.every((role) => role === 'management');
}
