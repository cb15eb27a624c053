import type { AssemblyStack } from '../assembly';
import { buildReport } from '../build-report';
import { isObject, listAt, member, membersOf, textAt, type Json } from '../json';
import { planOfAssemblies } from '../offline/plan-of-assemblies';
import type { PrintedField } from '../print-values';
import type { ReportedChange } from '../report';
import { pairLayers, type LayerPair, type StageStacks } from './layers';
import { settingDifferences, type SettingDifference } from './settings';

/** Version of the form of the JSON. */
export const COMPARISON_FORMAT_VERSION = 1;

/** A stage of an assembly. */
export interface ComparedStage {
  /** Name of the stage. */
  readonly name: string;
  /** The stage, as `datahall.json` has it. */
  readonly settings: Json;
  /** Its stacks. */
  readonly stacks: readonly AssemblyStack[];
  /** What Terraform is told of each, by id. */
  readonly configurations: ReadonlyMap<string, Json>;
}

/** Where something is: in one of the stages only, or in both with other values. */
export type Difference = 'only-a' | 'only-b' | 'differs';

/** A value that two stages have differently. */
export interface ValueDifference {
  /** Where it stands. */
  readonly path: string;
  /** Value in the first stage. @default - it has none */
  readonly a?: string;
  /** Value in the second stage. @default - it has none */
  readonly b?: string;
}

/** A resource, or a Kubernetes object in one, that two stages have differently. */
export interface PartDifference {
  /** The layer. */
  readonly layer: string;
  /** Terraform address. */
  readonly address: string;
  /** Kind and name of a Kubernetes object in a Helm release. @default - the resource itself */
  readonly object?: string;
  /** Where it is. */
  readonly is: Difference;
  /** Values that differ. */
  readonly values: readonly ValueDifference[];
}

/** A construct that two stages have differently. */
export interface ConstructDifference {
  /** Path of the construct, the same in each stage. */
  readonly path: string;
  /** What differs in it. */
  readonly parts: readonly PartDifference[];
}

/** What two stages have differently. */
export interface StageComparison {
  /** Version of this form. */
  readonly formatVersion: number;
  /** Names of the stages. */
  readonly stages: readonly [string, string];
  /** Whether they are the same. */
  readonly same: boolean;
  /** What they are told differently. */
  readonly settings: readonly SettingDifference[];
  /** What they consist of differently, by construct. */
  readonly constructs: readonly ConstructDifference[];
}

/**
 * Compares two stages of one assembly: addresses are the same in each, so what differs is what settings, knobs and the
 * share of the site make of it, or what is only in one of them.
 *
 * @param a first stage
 * @param b second stage
 */
export function compareStages(a: ComparedStage, b: ComparedStage): StageComparison {
  const pairs = pairLayers(stacksOf(a), stacksOf(b));
  const settings = [...settingDifferences(a.settings, b.settings), ...pairs.flatMap(groupDifference)];
  const { changes } = buildReport(pairs.map((pair) => planned(pair, a, b)));
  const byPath = new Map<string, PartDifference[]>();
  for (const change of changes) {
    const parts = partsOf(change, pairs[change.plan]?.layer ?? '');
    if (parts.length > 0) byPath.set(change.path, [...(byPath.get(change.path) ?? []), ...parts]);
  }
  const constructs = [...byPath].map(([path, parts]) => ({ path, parts })).sort((x, y) => (x.path < y.path ? -1 : 1));
  return {
    formatVersion: COMPARISON_FORMAT_VERSION,
    stages: [a.name, b.name],
    same: settings.length + constructs.length === 0,
    settings,
    constructs,
  };
}

function stacksOf({ name, settings, stacks }: ComparedStage): StageStacks {
  const serving = listAt(settings, 'running', 'serving').map((each) => textAt(each, 'release') ?? '');
  const releases = [...new Set([textAt(settings, 'release') ?? '', ...serving])];
  const layered = stacks.map(({ id, resources }) => ({
    id,
    layers: [...new Set([...resources.values()].map(({ path }) => path.split('/')[0] ?? ''))],
  }));
  return { stage: name, site: textAt(settings, 'site') ?? '', releases, stacks: layered };
}

/** Layers that are grouped in another way are a setting. */
function groupDifference({ layer, a, b }: LayerPair): readonly SettingDifference[] {
  return a.length > 1 || b.length > 1 ? [{ name: `stacks.${layer}`, a, b }] : [];
}

function planned(pair: LayerPair, a: ComparedStage, b: ComparedStage): Parameters<typeof buildReport>[0][number] {
  const [first, second] = [joined(a, pair.a), joined(b, pair.b)];
  return {
    plan: planOfAssemblies(pair.layer, first?.document, second?.document),
    stack: {
      id: pair.layer,
      ...(second === undefined ? {} : { now: second.stack }),
      ...(first === undefined ? {} : { before: first.stack }),
    },
  };
}

interface Joined {
  readonly stack: AssemblyStack;
  readonly document: Json;
}

/** Stacks of a stage as if they were one: no two of them have the same address, but for what is shared. */
function joined({ stacks, configurations }: ComparedStage, ids: readonly string[]): Joined | undefined {
  const parts = stacks.filter(({ id }) => ids.includes(id));
  const [only, another] = parts;
  if (only === undefined) return undefined;
  const documents = parts.map(({ id }) => told(configurations.get(id)));
  if (another === undefined) return { stack: only, document: documents[0] ?? {} };
  return {
    stack: {
      ...only,
      resources: new Map(parts.flatMap(({ resources }) => [...resources])),
      objects: () => parts.flatMap(({ objects }) => objects?.() ?? []),
    },
    document: merged(documents, 3),
  };
}

/** What a stack consists of; moves and imports are of each stage's own history. */
function told(document: Json | undefined): Json {
  const kept = membersOf(document).filter(([key]) => !/^(moved|import|removed)$/.test(key));
  return Object.fromEntries(kept);
}

/** Blocks, their types, and their names. */
function merged(documents: readonly Json[], depth: number): Json {
  if (depth === 0) return documents[0] ?? null;
  const keys = [...new Set(documents.flatMap((document) => membersOf(document).map(([key]) => key)))];
  return Object.fromEntries(
    keys.map((key) => {
      const held = documents.flatMap((document) => member(document, key) ?? []);
      return [key, merged(held, held.every(isObject) ? depth - 1 : 0)];
    }),
  );
}

function partsOf(change: ReportedChange, layer: string): readonly PartDifference[] {
  const { address, action, fields, objects } = change;
  const is = differenceOf(action);
  if (is === undefined) return [];
  const values = is === 'differs' ? fields.map(valueOf) : [];
  const own: readonly PartDifference[] =
    is === 'differs' && values.length === 0 ? [] : [{ layer, address, is, values }];
  if (is !== 'differs') return own;
  return [
    ...own,
    ...objects.map((each) => ({
      layer,
      address,
      object: `${each.kind} ${each.namespace === undefined ? '' : `${each.namespace}/`}${each.name}`,
      is: differenceOf(each.action) ?? 'differs',
      values: each.fields.map(valueOf),
    })),
  ];
}

function differenceOf(action: string): Difference | undefined {
  if (action === 'create') return 'only-b';
  if (action === 'delete' || action === 'orphan') return 'only-a';
  return action === 'update' || action === 'replace' ? 'differs' : undefined;
}

function valueOf({ path, before, after, unknown }: PrintedField): ValueDifference {
  const b = unknown === true ? '(an expression)' : after;
  return { path, ...(before === undefined ? {} : { a: before }), ...(b === undefined ? {} : { b }) };
}
