import { fabricOversubscribed } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import type { DeviceRole } from '../fabric/fabric';
import { atMost } from './judge';
import type { Subject } from './subject';

/** The most oversubscribed switch of a tier. */
interface Worst {
  readonly ratio: number;
  readonly at: number;
}

/**
 * Oversubscription: bandwidth towards servers over bandwidth towards the rest, the worst switch of each tier, and the
 * product of the tiers. A ratio below 1 is bandwidth to spare. Then the same after the loss of the spine whose cables
 * the leaf misses the most. In a ring or mesh, the cables to other switches count as those towards the rest.
 *
 * @param subject the fabric
 */
export function oversubscription(subject: Subject): readonly Proof[] {
  const { name, fabric, requirements } = subject;
  const tiers: readonly DeviceRole[] = ['leaf', 'spine'];
  const found = tiers.flatMap((role) => {
    const worst = worstOf(subject, role);
    return worst === undefined ? [] : [{ role, ...worst }];
  });
  if (found.length === 0) return [];
  const state = (claim: string, value: number, limit: number | null, witness: readonly string[]): Proof =>
    atMost(fabricOversubscribed.code, claim, { value, limit, unit: ': 1' }, { witness });
  const names = found.map(({ at }) => fabric.nodes[at]!.name);
  const product = found.reduce((ratio, each) => ratio * each.ratio, 1);
  const proofs = found.map(({ role, ratio }, tier) =>
    state(`oversubscription of the ${role} tier of the fabric '${name}'`, ratio, null, [names[tier]!]),
  );
  const limit = requirements?.oversubscription ?? null;
  proofs.push(state(`oversubscription of the fabric '${name}', all tiers together`, product, limit, names));
  const lost = afterLoss(subject);
  if (lost !== undefined) {
    const claim = `oversubscription of a leaf of the fabric '${name}' after the loss of one switch above it`;
    const witness = [lost.leaf, lost.spine].map((node) => fabric.nodes[node]!.name);
    proofs.push(state(claim, lost.ratio, null, witness));
  }
  return proofs;
}

function worstOf({ fabric, tally: { down, up } }: Subject, role: DeviceRole): Worst | undefined {
  let worst: Worst | undefined;
  for (let at = fabric.servers; at < fabric.nodes.length; at++) {
    if (fabric.nodes[at]!.role !== role || up[at] === 0) continue;
    const ratio = down[at]! / up[at]!;
    if (worst === undefined || ratio > worst.ratio) worst = { ratio, at };
  }
  return worst;
}

/** The worst leaf when the switch to which it has the most bandwidth is gone; none where this leaves a leaf alone. */
function afterLoss({ fabric, graph, tally: { down, up } }: Subject) {
  const { offsets, neighbours, edges, capacity } = graph;
  const towards = new Float64Array(graph.nodeCount);
  let worst: { readonly ratio: number; readonly leaf: number; readonly spine: number } | undefined;
  for (let leaf = fabric.servers; leaf < graph.nodeCount; leaf++) {
    if (fabric.nodes[leaf]!.role !== 'leaf' || down[leaf] === 0 || up[leaf] === 0) continue;
    let spine = -1;
    for (let slot = offsets[leaf]!; slot < offsets[leaf + 1]!; slot++) {
      const other = neighbours[slot]!;
      if (other < fabric.servers) continue;
      towards[other]! += capacity[edges[slot]!]!;
      if (spine === -1 || towards[other]! > towards[spine]!) spine = other;
    }
    const left = up[leaf]! - (towards[spine] ?? 0);
    for (let slot = offsets[leaf]!; slot < offsets[leaf + 1]!; slot++) towards[neighbours[slot]!] = 0;
    if (left <= 0) return undefined;
    const ratio = down[leaf]! / left;
    if (worst === undefined || ratio > worst.ratio) worst = { ratio, leaf, spine };
  }
  return worst;
}
