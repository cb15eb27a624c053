import type { KubernetesObject } from '../../kubernetes/object';
import { at, isObject, listAt, member, membersOf, textAt, type Json, type JsonObject } from '../json';
import { asJson, objectIn } from '../objects';
import { parseDocument } from '../values';

/** What Helm rendered, read. */
export interface Manifests {
  /** Objects that Helm makes and changes with the release. */
  readonly objects: readonly KubernetesObject[];
  /** Definitions of the folder `crds/`: Helm makes them with a new release, and never touches them again. */
  readonly definitions: readonly KubernetesObject[];
  /** Documents that are no object. */
  readonly unreadable: number;
}

/** Where Helm says that a document comes from. */
const SOURCE = /^# Source: (\S+)/m;

/** A file of the folder `crds/` of a chart, also of charts within; one of these may have the name `crds`. */
const OF_CRDS = /^[^/]+(\/charts\/[^/]+)*\/crds\//;

/**
 * Reads what Helm rendered. Labels that only name a version are left out, as each object has them, and so is a
 * namespace that is that of the release: both sides of a release are compared.
 *
 * @param text YAML documents
 * @param namespace namespace of the release
 */
export function readManifests(text: string, namespace: string): Manifests {
  const objects: KubernetesObject[] = [];
  const definitions: KubernetesObject[] = [];
  let unreadable = 0;
  let source = '';
  for (const document of text.split(/^---/m)) {
    // Of a file of definitions, Helm names the source once, and the file may have a line `---` of its own after it.
    source = SOURCE.exec(document)?.[1] ?? source;
    if (!/^[^#\s]/m.test(document)) continue;
    const value = parseDocument(document);
    if (value === null) continue;
    const found = itemsOf(value).map(objectIn);
    unreadable += value === undefined ? 1 : found.filter((each) => each === undefined).length;
    const known = found.filter((each) => each !== undefined).map((each) => plain(each, namespace));
    const isDefinition = OF_CRDS.test(source) && known.every(({ kind }) => kind === 'CustomResourceDefinition');
    for (const object of known) (isDefinition ? definitions : objects).push(object);
  }
  return { objects, definitions, unreadable };
}

/** A list of objects is one document. */
function itemsOf(value: Json | undefined): readonly (Json | undefined)[] {
  const kind = textAt(value, 'kind') ?? '';
  const items = member(value, 'items');
  return kind.endsWith('List') && Array.isArray(items) ? (items as readonly Json[]) : [value];
}

/** Labels with the version of the chart, or of what it installs. */
const VERSIONS: ReadonlySet<string> = new Set(['helm.sh/chart', 'app.kubernetes.io/version', 'chart']);

/** Labels of pods are left: they are started anew for another one, and network policies may select by it. */
function plain(object: KubernetesObject, namespace: string): KubernetesObject {
  const metadata = at(asJson(object), 'metadata');
  const isPod = object.kind === 'Pod';
  const labels = without(member(metadata, 'labels'), (key) => !isPod && VERSIONS.has(key));
  const kept = without(metadata, (key, value) => key === 'namespace' && value === namespace);
  return {
    ...object,
    metadata: { ...kept, ...(labels === undefined ? {} : { labels }) },
  } as unknown as KubernetesObject;
}

function without(value: Json | undefined, drop: (key: string, item: Json) => boolean): JsonObject | undefined {
  return isObject(value) ? Object.fromEntries(membersOf(value).filter(([key, item]) => !drop(key, item))) : undefined;
}

/**
 * Tells whether an object is made and deleted by a hook of its chart, and is no part of the release.
 *
 * @param object the object
 */
export function isHook(object: KubernetesObject): boolean {
  const annotations = at(asJson(object), 'metadata', 'annotations');
  return textAt(annotations, 'helm.sh/hook') !== undefined;
}

/**
 * API versions and kinds that objects need, or define, as charts ask for them.
 *
 * @param objects objects of a stage
 */
export function apiVersionsOf(objects: readonly KubernetesObject[]): readonly string[] {
  const found = new Set<string>();
  for (const object of objects) {
    found.add(object.apiVersion).add(`${object.apiVersion}/${object.kind}`);
    if (object.kind !== 'CustomResourceDefinition') continue;
    const [group, kind] = [textAt(asJson(object), 'spec', 'group'), textAt(asJson(object), 'spec', 'names', 'kind')];
    for (const version of listAt(asJson(object), 'spec', 'versions')) {
      const api = `${group ?? ''}/${textAt(version, 'name') ?? ''}`;
      found.add(api).add(`${api}/${kind ?? ''}`);
    }
  }
  return [...found].filter((each) => /^[a-z0-9.-]+\/[\w/-]+$/i.test(each)).sort();
}
