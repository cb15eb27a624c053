import { portsExceeded } from '../../errors/fabric';
import type { Proof } from '../../site/proof';
import type { DeviceRole } from '../fabric/fabric';
import { usedCages } from '../fabric/used-cages';
import { atLeast } from './judge';
import type { Subject } from './subject';

/**
 * Cages that the fullest switch of each tier and class has left.
 *
 * @param subject the fabric
 */
export function freePorts({ name, fabric, built }: Subject): readonly Proof[] {
  const used = usedCages(fabric);
  const cages = new Map(
    built.input.classes.map((model) => [model.name, model.ports.reduce((sum, { count }) => sum + count, 0)]),
  );
  const fullest = new Map<string, { role: DeviceRole; model: string; free: number; name: string }>();
  for (let node = fabric.servers; node < fabric.nodes.length; node++) {
    const { role, model, name: own } = fabric.nodes[node]!;
    const key = `${role} ${model}`;
    const free = (cages.get(model) ?? 0) - used[node]!;
    const before = fullest.get(key);
    if (before === undefined || free < before.free) fullest.set(key, { role, model, free, name: own });
  }
  return [...fullest.values()].map(({ role, model, free, name: own }) => {
    const claim = `cages left on the fullest ${role} of the class ${model} in the fabric '${name}'`;
    return atLeast(portsExceeded.code, claim, { value: free, limit: null, unit: 'cages' }, { witness: [own] });
  });
}
