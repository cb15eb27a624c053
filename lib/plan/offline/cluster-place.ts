import { diff, NOTHING, type Field } from '../diff';
import { isList, listAt, member, membersOf, textAt, type Json, type JsonObject } from '../json';

/** The guard of a pinned cluster, as a `ClusterLink` writes it. */
const PINNED = /^\$\{self\.metadata\[0\]\.uid == "([^"]+)"\}$/;

/** What says which cluster a provider changes. */
const PLACES = ['config_context', 'config_context_cluster', 'host', 'config_path'] as const;

/**
 * What changes in which cluster a stack is applied to. Where both sides pin its UID, that alone counts: a context may
 * be renamed.
 *
 * @param before `cdk.tf.json` that was deployed; nothing where the stack is new
 * @param after `cdk.tf.json` that is to be deployed; nothing where the stack is gone
 * @returns nothing where it is the same cluster
 */
export function clusterMoves(before: Json | undefined, after: Json | undefined): readonly Field[] {
  const [old, current] = [clustersOf(before), clustersOf(after)];
  return [...current].flatMap(([provider, now]) => {
    const former = old.get(provider);
    if (former === undefined) return [];
    const arePinned = former.uid !== undefined && now.uid !== undefined;
    const side = ({ uid, place }: Cluster): JsonObject => (arePinned ? { uid: uid ?? null } : place);
    return diff({ ...NOTHING, before: side(former), after: side(now) }, provider.split('.'));
  });
}

interface Cluster {
  readonly uid?: string;
  readonly place: JsonObject;
}

/** The clusters of a stack by the name of their provider. */
function clustersOf(document: Json | undefined): ReadonlyMap<string, Cluster> {
  const named = (kind: string): readonly (readonly [string, Json])[] =>
    blocks(member(member(document, 'provider') ?? null, kind)).map((each) => {
      const alias = textAt(each, 'alias');
      const settings = kind === 'helm' ? single(member(each, 'kubernetes') ?? null) : each;
      return [alias === undefined ? 'kubernetes' : `kubernetes.${alias}`, settings];
    });
  // Those of Helm stand in where there are no others.
  return new Map(
    [...named('helm'), ...named('kubernetes')].map(([provider, settings]) => {
      const uid = uidOf(document, provider);
      return [provider, { place: placeOf(settings), ...(uid === undefined ? {} : { uid }) }];
    }),
  );
}

function placeOf(settings: Json): JsonObject {
  const told = PLACES.flatMap((key) => {
    const value = textAt(settings, key);
    return value === undefined ? [] : [[key, key === 'config_path' ? shortened(value) : value] as const];
  });
  return Object.fromEntries(told);
}

function uidOf(document: Json | undefined, provider: string): string | undefined {
  const guards = membersOf(member(member(document, 'data') ?? null, 'kubernetes_namespace_v1'));
  for (const [, guard] of guards) {
    if ((textAt(guard, 'provider') ?? 'kubernetes') !== provider) continue;
    const conditions = listAt(guard, 'lifecycle', 'postcondition').map((each) => textAt(each, 'condition') ?? '');
    const uid = conditions.map((condition) => PINNED.exec(condition)?.[1]).find((each) => each !== undefined);
    if (uid !== undefined) return uid;
  }
  return undefined;
}

/** Folder and file: the rest of the path is of the machine that synthesized. */
function shortened(path: string): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}

function blocks(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function single(body: Json): Json {
  return isList(body) ? (body[0] ?? null) : body;
}
