import { createHash } from 'node:crypto';
import { diff } from '../diff';
import { member, type Json, type JsonObject } from '../json';
import type { Plan, PlannedChange, PlannedOutput, Sides } from '../read-plan';
import { clusterMoves } from './cluster-place';
import { comparedAttributes, readConfiguration, type Configuration, type ConfiguredResource } from './configuration';
import { replacePathsOf } from './replacements';
import { sidesOf } from './sides';
import { stateMoves } from './state-place';

/**
 * Makes a plan of two synthesized stacks, with no Terraform: what would be planned if all that the old one configures
 * was applied, and nothing changed since. What only Terraform or a provider tells stays unknown.
 *
 * @param source name of the stack's file, for the report
 * @param before `cdk.tf.json` that was deployed; nothing where the stack is new
 * @param after `cdk.tf.json` that is to be deployed; nothing where the stack is gone
 */
export function planOfAssemblies(source: string, before: Json | undefined, after: Json | undefined): Plan {
  const [old, current] = [readConfiguration(before), readConfiguration(after)];
  const pairs = pairsOf(old, current);
  const changes = pairs.map((pair) => changeOf(pair, old, current));
  return {
    source,
    digest: createHash('sha256')
      .update(JSON.stringify([before ?? null, after ?? null]))
      .digest('hex'),
    gaps: pairs.flatMap((pair, index) => refused(pair, changes[index])),
    changes,
    drift: [],
    outputs: outputsOf(old, current),
    stateMoves: stateMoves(before, after),
    clusterMoves: clusterMoves(before, after),
    document: {},
    invocations: [],
    failedChecks: [],
    providers: {},
  };
}

interface Pair {
  readonly before?: ConfiguredResource;
  readonly after?: ConfiguredResource;
}

/** Each resource once, under its new address. */
function pairsOf(old: Configuration, current: Configuration): readonly Pair[] {
  const formerOf = new Map<string, ConfiguredResource>();
  for (const resource of old.resources.values()) {
    const target = current.resources.has(resource.address) ? undefined : targetOf(resource.address, current);
    if (target !== undefined && !old.resources.has(target)) formerOf.set(target, resource);
  }
  const moved = new Set([...formerOf.values()].map(({ address }) => address));
  const kept = [...current.resources.values()].map((after): Pair => {
    const before = old.resources.get(after.address) ?? formerOf.get(after.address);
    return before === undefined ? { after } : { before, after };
  });
  const gone = [...old.resources.values()].filter(
    ({ address }) => !current.resources.has(address) && !moved.has(address),
  );
  return [...kept, ...gone.map((before): Pair => ({ before }))].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
}

function addressOf({ before, after }: Pair): string {
  return (after ?? before)?.address ?? '';
}

/** Where a resource moved, in as many steps as there are. */
function targetOf(address: string, { moves, resources }: Configuration): string | undefined {
  const seen = new Set<string>();
  let target: string | undefined = address;
  while (target !== undefined && !seen.has(target)) {
    seen.add(target);
    target = moves.get(target);
    if (target !== undefined && resources.has(target)) return target;
  }
  return undefined;
}

function changeOf(pair: Pair, old: Configuration, current: Configuration): PlannedChange {
  const { before, after } = pair;
  const type = (after ?? before)?.type ?? '';
  const sides = sidesOf(type, before?.attributes, after === undefined ? after : comparedAttributes(after, before));
  const previous = before !== undefined && after !== undefined && before.address !== after.address;
  const isReplaceable = before !== undefined && after !== undefined && before.type === after.type;
  const replacePaths = isReplaceable ? replacePathsOf(type, sides.before, sides.after) : [];
  const imported = before === undefined && current.imports.has(addressOf(pair));
  return {
    address: addressOf(pair),
    ...(previous ? { previousAddress: before.address } : {}),
    type,
    ...actionOf(pair, { sides, replaces: replacePaths.length > 0, imported, previous, current }),
    imported,
    ...(after === undefined && old.resources.has(addressOf(pair)) ? { reason: GONE } : {}),
    replacePaths,
    ...(imported ? { ...sides, before: sides.after } : sides),
  };
}

const GONE = 'delete_because_no_resource_config';

interface Circumstances {
  readonly sides: Sides;
  readonly replaces: boolean;
  readonly imported: boolean;
  readonly previous: boolean;
  readonly current: Configuration;
}

function actionOf(
  { before, after }: Pair,
  { sides, replaces, imported, previous, current }: Circumstances,
): Pick<PlannedChange, 'action' | 'order'> {
  if (after === undefined) {
    const forgotten = current.removed.some(({ from, destroy }) => from === before?.address && !destroy);
    return { action: forgotten ? 'forget' : 'delete' };
  }
  if (before === undefined) return { action: imported ? 'import' : 'create' };
  if (replaces) return { action: 'replace', order: after.createFirst ? 'create-first' : 'delete-first' };
  if (diff(sides).length > 0) return { action: 'update' };
  return { action: previous ? 'move' : 'none' };
}

function refused({ after }: Pair, change: PlannedChange | undefined): readonly string[] {
  if (change?.action !== 'replace' || after?.protected !== true) return [];
  return [`Terraform refuses it: ${change.address} would be replaced, and prevent_destroy protects it`];
}

function outputsOf(old: Configuration, current: Configuration): readonly PlannedOutput[] {
  const names = [...new Set([...old.outputs.keys(), ...current.outputs.keys()])].sort();
  return names.map((name) => {
    const [before, after] = [old.outputs.get(name), current.outputs.get(name)];
    const value = sidesOf('', valueOf(before), valueOf(after));
    const sensitive = (output: JsonObject | undefined): Json => member(output, 'sensitive') === true;
    const pick = (side: Json): Json => member(side, 'value') ?? null;
    const sides: Sides = {
      before: pick(value.before),
      after: pick(value.after),
      unknown: pick(value.unknown),
      beforeSensitive: sensitive(before),
      afterSensitive: sensitive(after),
    };
    const action = before === undefined ? 'create' : after === undefined ? 'delete' : 'update';
    return { name, action: action === 'update' && diff(sides).length === 0 ? 'none' : action, ...sides };
  });
}

function valueOf(output: JsonObject | undefined): JsonObject | undefined {
  return output === undefined ? undefined : { value: member(output, 'value') ?? null };
}
