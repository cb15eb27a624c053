import type { KubernetesObject } from '../../kubernetes/object';
import { isTold } from '../diff';
import { diffObjects } from '../helm';
import { isList, isObject, member, membersOf, type Json, type JsonObject } from '../json';
import { asJson, identityOf, type ObjectIdentity } from '../objects';
import { printField, type PrintedField } from '../print-values';
import { Scrubber } from '../scrubber';
import type { SynthesizedObject } from './objects-of-assembly';

/** Version of the form of the JSON. */
const DRIFT_FORMAT_VERSION = 1;

/** What `datahall drift --format json` writes, by the schema `datahall/schema/drift.json`; `repair` writes the same. */
export interface DriftDocument {
  /** Version of this form. */
  readonly formatVersion: number;
  /** Name of the stage. */
  readonly stage: string;
  /** Objects that are not as the program has them. */
  readonly objects: readonly DriftedObject[];
}

/** An object of a cluster that is not as the program has it. */
export interface DriftedObject extends ObjectIdentity {
  /** Path of its construct. */
  readonly path: string;
  /** Whether it is gone, or has other values. */
  readonly is: 'missing' | 'different';
  /** Values: those of the cluster before, those of the program after. */
  readonly fields: readonly PrintedField[];
  /** Why the server does not put it back: fields that cannot change, admission. @default - it does */
  readonly refused?: string;
}

/** An object as it is in a cluster, and as it would be if the program's were applied. */
export interface LivePair {
  /** What the program has. */
  readonly synthesized: SynthesizedObject;
  /** What the cluster has. @default - nothing */
  readonly live?: KubernetesObject;
  /** What the cluster would have, as its server answers. @default - it is missing, or refused */
  readonly applied?: KubernetesObject;
  /** What the server says where it does not take the object. @default - it takes it */
  readonly refused?: string;
}

/**
 * What programs read of drift.
 *
 * @param stage name of the stage
 * @param objects objects that are not as the program has them
 */
export function driftDocument(stage: string, objects: readonly DriftedObject[]): DriftDocument {
  return { formatVersion: DRIFT_FORMAT_VERSION, stage, objects };
}

const [VALUE_LIMIT, FIELD_LIMIT, REFUSAL_LIMIT] = [200, 50, 500];

/** What the server counts and notes; none of it is of the program. */
const SERVERS = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink']);

/**
 * What is not as the program has it. An application that is only tried fills in all defaults, so whatever it would
 * change is drift, and what others may set beside it is none.
 *
 * @param pairs objects as they are, and as they would be
 */
export function driftOfObjects(pairs: readonly LivePair[]): readonly DriftedObject[] {
  // Values of Secrets are hidden by their kind: there are no others here.
  const scrubber = new Scrubber([]);
  return pairs.flatMap((pair): readonly DriftedObject[] => {
    const { synthesized, live, refused } = pair;
    const applied = pair.applied ?? synthesized.object;
    const identity = { path: synthesized.path, ...identityOf(pair.applied ?? live ?? applied) };
    if (live === undefined) return [{ ...identity, is: 'missing', fields: [] }];
    const sides = { before: plain(live), after: plain(applied) };
    const known = pair.applied === undefined ? { ...sides, before: within(sides.before, sides.after) } : sides;
    const fields = diffObjects(known).filter(isTold);
    if (fields.length === 0 && refused === undefined) return [];
    const printed = fields.slice(0, FIELD_LIMIT).map((field) => printField(field, scrubber, VALUE_LIMIT, []));
    const reason = refused === undefined ? {} : { refused: scrubber.scrub(refused, REFUSAL_LIMIT) };
    return [{ ...identity, is: 'different', fields: printed, ...reason }];
  });
}

/** Of what the cluster has, the fields that the program sets: nobody filled in its defaults. */
function within(live: KubernetesObject, program: KubernetesObject): KubernetesObject {
  return partOf(asJson(live), asJson(program)) as unknown as KubernetesObject;
}

function partOf(value: Json, like: Json): Json {
  if (isList(value) && isList(like) && value.length === like.length)
    return value.map((item, index) => partOf(item, like[index] ?? null));
  if (!isObject(value) || !isObject(like)) return value;
  const kept = membersOf(value).filter(([key]) => member(like, key) !== undefined);
  return Object.fromEntries(kept.map(([key, item]) => [key, partOf(item, member(like, key) ?? null)]));
}

function plain(object: KubernetesObject): KubernetesObject {
  const json = asJson(object);
  const without = (value: Json | undefined, names: ReadonlySet<string>): JsonObject =>
    Object.fromEntries(membersOf(isObject(value) ? value : {}).filter(([key]) => !names.has(key)));
  const metadata = without(member(json, 'metadata'), SERVERS);
  return { ...without(json, new Set(['status'])), metadata } as unknown as KubernetesObject;
}
