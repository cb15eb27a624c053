import compare from 'semver/functions/compare';
import { hookVerdict } from '../charts/upgrade-hooks';
import type { KubernetesObject } from '../kubernetes/object';
import { cephOneWay } from '../storage/ceph-version';
import { isServing, type StageContent } from './content';
import type { StageLock, WayBack } from './stage-lock';

/** One end of a step: what a stage consists of, and the objects that its releases carry. */
export interface StepEnd {
  /** Version of the release. */
  readonly release: string;
  /** What it consists of. */
  readonly content: StageContent;
  /** Objects in the values of its Helm releases. */
  readonly objects: readonly KubernetesObject[];
}

/**
 * Whether a stage can go back from where a step leads, without loss.
 *
 * @param before where it stands
 * @param after where the step leads
 * @param oneWay releases from which their authors know no way back, with the reason
 */
export function wayBack(before: StepEnd, after: StepEnd, oneWay: Readonly<Record<string, string>> = {}): WayBack {
  const passed = Object.entries(oneWay).filter(
    ([version]) => compare(version, before.release) > 0 && compare(version, after.release) <= 0,
  );
  const hooks = hookVerdict(before.content.pins.charts, after.content.pins.charts);
  const reasons = [
    ...passed.map(([version, why]) => `${version}: ${why}`),
    ...dataRemoved(before.content, after.content).map((path) => `${path} holds data, and goes`),
    ...storageVersions(before.objects, after.objects),
    ...cephOneWay(before.objects, after.objects),
    ...hooks.reasons,
  ];
  const { unknown } = hooks;
  const kind = reasons.length === 0 ? 'reversible' : 'forward-only';
  const added = dataRemoved(after.content, before.content);
  return {
    kind,
    reasons,
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(added.length === 0 ? {} : { added }),
  };
}

/**
 * What holds data and goes by a step, by the paths of its constructs: it would come back empty. What is moved to
 * another address stays.
 *
 * @param before what the stage consists of
 * @param after what it consists of after the step
 */
export function dataRemoved(before: StageContent, after: StageContent): readonly string[] {
  return Object.entries(before.stacks).flatMap(([id, { stateful, resources }]) => {
    const { stateful: kept = [], moved = {} } = after.stacks[id] ?? {};
    const now = new Set(kept);
    const gone = stateful.filter((address) => !now.has(address) && !now.has(movedTo(address, moved)));
    return gone.map((address) => `'${resources[address] ?? address}'`);
  });
}

/** Something that holds data, in another stack than before. */
export interface MovedData {
  /** Path of its construct. */
  readonly path: string;
  /** Stack that its state is in. */
  readonly from: string;
  /** Stack that the program has it in. */
  readonly to: string;
}

/**
 * What holds data and is in another stack: state does not follow by itself.
 *
 * @param lock lock of the stage
 * @param after what it consists of now
 */
export function dataElsewhere({ content, site, stage }: StageLock, after: StageContent): readonly MovedData[] {
  return Object.entries(content.stacks).flatMap(([from, { stateful, resources }]) => {
    if (isServing(from, site, stage)) return [];
    const own = new Set(after.stacks[from]?.stateful ?? []);
    return stateful.flatMap((address): readonly MovedData[] => {
      const others = Object.entries(after.stacks).filter(([id]) => id !== from && !isServing(id, site, stage));
      const to = own.has(address) ? undefined : others.find(([, { stateful: all }]) => all.includes(address))?.[0];
      return to === undefined ? [] : [{ path: resources[address] ?? address, from, to }];
    });
  });
}

/** Where an address ends: what moved twice moves step by step. */
function movedTo(address: string, moved: Readonly<Record<string, string>>): string {
  const passed = new Set<string>();
  let at = address;
  for (let next = moved[at]; next !== undefined && !passed.has(next); next = moved[at]) {
    passed.add(next);
    at = next;
  }
  return at;
}

/** Objects that were written in a newer version cannot be read where only older ones are served. */
function storageVersions(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly string[] {
  const old = new Map(definitions(before).map((crd) => [crd.metadata.name, versionsOf(crd)] as const));
  return definitions(after).flatMap((crd) => {
    const { name } = crd.metadata;
    const [from, to] = [old.get(name), versionsOf(crd)];
    const stored = to.find(({ storage }) => storage === true)?.name;
    if (from === undefined || stored === undefined || from.some((each) => each.name === stored && each.served === true))
      return [];
    return [`objects of ${name} are stored as ${stored}, which the release before does not serve`];
  });
}

interface CrdVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly storage?: boolean;
}

function definitions(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
}

function versionsOf(crd: KubernetesObject): readonly CrdVersion[] {
  const { spec } = crd as { readonly spec?: { readonly versions?: readonly CrdVersion[] } };
  return spec?.versions ?? [];
}
