import type { ReadyWhenFact } from '../../kubernetes/ready-when';
import type { Kubectl } from '../kubectl';
import type { Outcome } from './outcome';

/**
 * Checks that each operator of a stage says that it does its work.
 *
 * @param kubectl the stage's cluster
 * @param facts what they must say
 */
export async function checkReady(kubectl: Kubectl, facts: readonly ReadyWhenFact[]): Promise<Outcome> {
  const wrong: string[] = [];
  for (const { object, field, value } of facts) {
    const [version, group = ''] = object.apiVersion.split('/').reverse();
    const kind = `${object.kind}.${version ?? ''}.${group}`;
    const where = object.namespace === null ? [] : ['--namespace', object.namespace];
    const name = `${object.kind} ${object.namespace === null ? '' : `${object.namespace}/`}${object.name}`;
    const { ok, output, message } = await kubectl.attempt([
      'get',
      kind,
      object.name,
      ...where,
      '--output',
      `jsonpath={${field}}`,
    ]);
    if (!ok) wrong.push(`${name}: ${message}`);
    else if (output !== value) wrong.push(`${name}: ${field} is '${output}', not '${value}'`);
  }
  return wrong.length === 0
    ? { passed: true, message: `${facts.length} operators say that they are ready` }
    : { passed: false, message: wrong.join('; ') };
}
