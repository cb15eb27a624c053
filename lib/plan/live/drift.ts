import type { KubernetesObject } from '../../kubernetes/object';
import { isTold } from '../diff';
import { diffObjects } from '../helm';
import { isObject, member, membersOf, type Json, type JsonObject } from '../json';
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
}

/** An object as it is in a cluster, and as it would be if the program's were applied. */
export interface LivePair {
  /** What the program has. */
  readonly synthesized: SynthesizedObject;
  /** What the cluster has. @default - nothing */
  readonly live?: KubernetesObject;
  /** What the cluster would have, as its server answers. */
  readonly applied: KubernetesObject;
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

const [VALUE_LIMIT, FIELD_LIMIT] = [200, 50];

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
  return pairs.flatMap(({ synthesized: { path }, live, applied }): readonly DriftedObject[] => {
    const identity = identityOf(applied);
    if (live === undefined) return [{ path, ...identity, is: 'missing', fields: [] }];
    const fields = diffObjects({ before: plain(live), after: plain(applied) }).filter(isTold);
    if (fields.length === 0) return [];
    const printed = fields.slice(0, FIELD_LIMIT).map((field) => printField(field, scrubber, VALUE_LIMIT, []));
    return [{ path, ...identity, is: 'different', fields: printed }];
  });
}

function plain(object: KubernetesObject): KubernetesObject {
  const json = asJson(object);
  const without = (value: Json | undefined, names: ReadonlySet<string>): JsonObject =>
    Object.fromEntries(membersOf(isObject(value) ? value : {}).filter(([key]) => !names.has(key)));
  const metadata = without(member(json, 'metadata'), SERVERS);
  return { ...without(json, new Set(['status'])), metadata } as unknown as KubernetesObject;
}
