import type { TerraformStack } from '../constructs/core/cdktf';
import { isServing } from '../lib/release/content';
import { slugOf } from '../lib/release/slug';
import { LAYERS, SERVING } from './layers';
import { addressesOf } from './left-out';
import type { StageRun } from './stage-run';

/**
 * Stacks that were deployed, are no longer in the program, and have not been emptied yet. Nobody would ever destroy
 * what is in them, so each stays as one without resources until that has been deployed.
 *
 * @param run what the stage runs, with its lock
 * @param stacks stacks of the stage
 * @returns what they are called after site and stage, those that are destroyed first at the front
 */
export function leavingStacks({ lock, running }: StageRun, stacks: readonly TerraformStack[]): readonly string[] {
  if (lock === undefined) return [];
  const present = new Map(stacks.map((stack) => [stack.node.id, addressesOf(stack)] as const));
  const isElsewhere = (address: string): boolean => [...present.values()].some((all) => all.has(address));
  const isDeployed = lock.deployed?.digest === lock.content.digest;
  const prefix = `${lock.site}-${lock.stage}-`;
  const served = running.serving.map(({ release }) => `${prefix}serving-${slugOf(release)}`);
  const leaving = Object.entries(lock.content.stacks).filter(([id, { resources }]) => {
    const addresses = Object.keys(resources);
    if (present.has(id) || !id.startsWith(prefix)) return false;
    if (addresses.length === 0 && isDeployed) return false;
    // Of releases that no longer run, what is retired tells. All have the same addresses.
    if (isServing(id, lock.site, lock.stage)) return served.includes(id);
    // State of layers that share another stack by now is moved by hand, and must not be destroyed.
    return !addresses.some(isElsewhere);
  });
  return leaving.map(([id]) => id.slice(prefix.length)).sort((a, b) => rankOf(b) - rankOf(a));
}

/** Where a stack was in the order of its stage; layers of somebody's own come after what is served, as a rule. */
function rankOf(stack: string): number {
  const fixed = LAYERS.findIndex((layer) => layer === stack);
  return fixed < 0 ? LAYERS.indexOf(SERVING) : fixed;
}
