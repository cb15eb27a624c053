import type { Consequence } from '../model/consequence';
import { fail } from '../errors/datahall-error';
import { stackAmbiguous } from '../errors/plan';
import type { KubernetesObject } from '../kubernetes/object';
import type { Json } from './json';

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
  /** File and line of the program that make it. @default - not said */
  readonly declaredAt?: string;
}

/** One stack of an assembly. */
export interface AssemblyStack {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to. @default - none */
  readonly stage?: string;
  /** UID of the cluster that it is applied to, where the stage is pinned to one. @default - not known */
  readonly clusterUid?: string;
  /** Network devices that it configures. @default - none */
  readonly devices?: readonly DeviceRollout[];
  /** Resources by address. */
  readonly resources: ReadonlyMap<string, ResourceOrigin>;
  /** Versions of its providers by name. @default - not known */
  readonly providers?: ReadonlyMap<string, string>;
  /** What Terraform is given: its `cdk.tf.json`. @default - it is not there */
  readonly configuration?: Json;
  /** Its Kubernetes objects, made when they are asked for. @default - they are not known */
  readonly objects?: () => readonly KubernetesObject[];
}

/** Configurations of network devices in a stack. */
export interface DeviceRollout {
  /** Who brings them onto the devices. */
  readonly rollout: string;
  /** Devices. */
  readonly devices: readonly string[];
  /** SHA-1 of the configuration that was last installed, by device, as far as a result is recorded. */
  readonly installed: ReadonlyMap<string, string>;
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
 * Tells which stack was planned: the one whose id is a part of the file's path, unless another one knows more than
 * twice as many of the addresses, as a file may lie in a folder of another stack; else the one that knows most of them.
 *
 * @param source path of the plan
 * @param addresses addresses of the plan
 * @param assemblies new and previous assembly
 * @returns nothing when no stack knows any of them, and no id is a part of the path
 * @throws DH6007
 */
export function matchStack(
  source: string,
  addresses: readonly string[],
  assemblies: readonly Assembly[],
): string | undefined {
  const ids = [...new Set(assemblies.flatMap((assembly) => [...assembly.keys()]))];
  const parts = source.split(/[/\\]/).flatMap((part) => [part, part.replace(/\..*$/, '')]);
  const scores = ids.map((id) => ({ id, score: knownIn(id, addresses, assemblies) }));
  const best = Math.max(0, ...scores.map(({ score }) => score));
  const fits = scores.filter(({ score }) => score === best).map(({ id }) => id);
  // Stages have the same addresses, up to those that only one of them has already.
  const named = scores.filter(({ id, score }) => parts.includes(id) && 2 * score >= best);
  if (named.length === 1) return named[0]?.id;
  // An empty plan, or one of another program.
  if (best === 0) return undefined;
  return fits.length > 1 ? fail(stackAmbiguous(source, fits)) : fits[0];
}

/**
 * Counts the addresses that a stack knows.
 *
 * @param id id of the stack
 * @param addresses addresses of a plan
 * @param assemblies new and previous assembly
 */
export function knownIn(id: string, addresses: readonly string[], assemblies: readonly Assembly[]): number {
  const stacks = assemblies.map((each) => each.get(id));
  return addresses.filter((address) => stacks.some((stack) => originIn(stack, address) !== undefined)).length;
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
