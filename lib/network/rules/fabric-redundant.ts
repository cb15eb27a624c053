import { fabricNotRedundant } from '../../errors/site';
import { rule } from '../../rules/rule';
import type { SiteFabric } from '../../site/fabrics';
import { failingProofs } from './failing-proofs';

/** No one switch or cable cuts servers off. */
export const fabricRedundant = rule(fabricNotRedundant, 'warning', (model) =>
  failingProofs(model, fabricNotRedundant.code, (fabric, { value, witness }, built) =>
    fabricNotRedundant(fabric, witness, value, remedy(built, witness[0])),
  ),
);

/** What helps depends on what is single: a switch above the leaves, the leaf of a server, or the server's port. */
function remedy({ fabric, topology, input }: SiteFabric, worst: string | undefined): string {
  const { shape, homing } = topology;
  if (shape.kind === 'star') return 'take Topology.leafSpine with two spines: a star has one hub';
  const role = fabric.nodes.find(({ name }) => name === worst)?.role;
  if (role === 'spine' && 'spines' in shape) return 'raise spines to 2 or more';
  const single = input.groups.filter(({ nics }) => nics.reduce((sum, { ports }) => sum + ports, 0) < 2);
  const groups = single.map(({ group }) => `'${group}'`).join(', ');
  const two = shape.kind === 'graph' ? 'their racks two switches in Topology.graph' : 'the fabric homing 2';
  if (single.length > 0) return `give the servers ${groups} a second port, and ${two}`;
  if (homing < 2 && shape.kind !== 'graph') return 'raise homing to 2: each server is joined to two leaves';
  return 'add cables past this switch, so that there is another way';
}
