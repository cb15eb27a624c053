import type { Consequence } from '../model/consequence';
import { fail } from '../errors/datahall-error';
import { stackAmbiguous } from '../errors/plan';

/** What an assembly says of one resource. */
export interface ResourceOrigin {
  /** Path of its construct below the stack. */
  readonly path: string;
  /** Whether it holds data. */
  readonly stateful: boolean;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
  /** What follows when it goes or changes, in words of its author. @default - nothing is said */
  readonly consequence?: Consequence;
}

/** One stack of an assembly. */
export interface AssemblyStack {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to. @default - none */
  readonly stage?: string;
  /** Resources by address. */
  readonly resources: ReadonlyMap<string, ResourceOrigin>;
  /** Versions of its providers by name. @default - not known */
  readonly providers?: ReadonlyMap<string, string>;
}

/** The stacks of a synthesized program, by id. */
export type Assembly = ReadonlyMap<string, AssemblyStack>;

/** The stack of a plan, as it is now and as it was deployed before. */
export interface StackHistory {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to. @default - none */
  readonly stage?: string;
  /** What was planned. @default - not given */
  readonly now?: AssemblyStack;
  /** What was deployed before. @default - not given */
  readonly before?: AssemblyStack;
}

/**
 * Finds a stack in the new and in the previous assembly.
 *
 * @param id id of the stack
 * @param now new assembly
 * @param before previous assembly
 */
export function historyOf(id: string, now: Assembly, before: Assembly): StackHistory {
  const [current, previous] = [now.get(id), before.get(id)];
  const stage = current?.stage ?? previous?.stage;
  return {
    id,
    ...(stage === undefined ? {} : { stage }),
    ...(current === undefined ? {} : { now: current }),
    ...(previous === undefined ? {} : { before: previous }),
  };
}

/**
 * Tells which stack was planned: the one whose id is a part of the file's path, else the one that knows most of the
 * addresses.
 *
 * @param source path of the plan
 * @param addresses addresses of the plan
 * @param assemblies new and previous assembly
 * @returns nothing when no stack knows any of them
 * @throws DH6007
 */
export function matchStack(
  source: string,
  addresses: readonly string[],
  assemblies: readonly Assembly[],
): string | undefined {
  const ids = [...new Set(assemblies.flatMap((assembly) => [...assembly.keys()]))];
  const parts = source.split(/[/\\]/).flatMap((part) => [part, part.replace(/\..*$/, '')]);
  const named = ids.filter((id) => parts.includes(id));
  if (named.length === 1) return named[0];
  const known = (id: string): number =>
    addresses.filter((address) => assemblies.some((each) => originIn(each.get(id), address) !== undefined)).length;
  const scores = ids.map((id) => ({ id, score: known(id) }));
  const best = Math.max(0, ...scores.map(({ score }) => score));
  const fits = scores.filter(({ score }) => score === best && best > 0).map(({ id }) => id);
  return fits.length > 1 ? fail(stackAmbiguous(source, fits)) : fits[0];
}

/**
 * What a stack says of an address; an instance of a resource with `count` or `for_each` is what the resource is.
 *
 * @param stack the stack
 * @param address address of a resource or of an instance
 */
export function originIn(stack: AssemblyStack | undefined, address: string): ResourceOrigin | undefined {
  return stack?.resources.get(address) ?? stack?.resources.get(address.replace(/(\[.*\])?( \(deposed .*\))?$/s, ''));
}
