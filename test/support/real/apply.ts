import type { ControlPlane } from './control-plane';
import type { Api, KubernetesObject } from './api';
import { readCrds } from './data';
import { type ApiResource, discover } from './discovery';
import { eventually } from './eventually';
import { droppedFields } from './sent-fields';

/** How objects are applied. */
export interface ApplyOptions {
  /** The namespace of objects that name none, as a Helm release gives it; without it such an object is refused. */
  readonly namespace?: string;
}

const AT_ONCE = 8;
const APPLY = 'application/apply-patch+yaml';
const MANAGER = 'fieldManager=datahall-test&force=true';

/**
 * Applies objects as `kubectl apply --server-side --validate=strict` does, what lies in no namespace first, reads each
 * back, and throws with all complaints: what the server refused, and each field that was sent but not stored.
 */
export async function applyStrict(
  { api }: ControlPlane,
  objects: readonly KubernetesObject[],
  { namespace }: ApplyOptions = {},
): Promise<readonly KubernetesObject[]> {
  const stored = new Map<KubernetesObject, KubernetesObject>();
  const placed = new Map<KubernetesObject, ApiResource>();
  await forEach(objects, 1, async (object) => {
    placed.set(object, await api.resource(object.kind, object.apiVersion));
  });
  for (const namespaced of [false, true]) {
    const wave = objects.filter((object) => placed.get(object)!.namespaced === namespaced);
    await forEach(wave, AT_ONCE, async (object) => {
      stored.set(object, await applyOne(api, object, pathOf(api, object, placed.get(object)!, namespace)));
    });
  }
  return objects.map((object) => stored.get(object)!);
}

/**
 * Loads the custom resource definitions of projects, by file name in the data folder, until they are served; only those
 * of certain kinds where these are given, because a server takes its time for each.
 */
export async function applyCrds(
  { api }: ControlPlane,
  names: readonly string[],
  kinds?: ReadonlySet<string>,
): Promise<void> {
  const crds = names.flatMap(readCrds).filter((crd) => kinds?.has((crd['spec'] as CrdSpec).names.kind) ?? true);
  const folder = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  await forEach(crds, AT_ONCE, (crd) => {
    return api.send('PATCH', `${folder}/${crd.metadata.name}?${MANAGER}`, { body: crd, type: APPLY });
  });
  await eventually(`${names.join(', ')} are served`, () => areServed(api, crds), { seconds: 120, every: 200 });
}

/** An object as the server holds it, or undefined; the kind may carry its API version: `apps/v1/Deployment`. */
export async function get(
  { api }: ControlPlane,
  kind: string,
  name: string,
  namespace?: string,
): Promise<KubernetesObject | undefined> {
  const [, apiVersion, bare] = /^(?:(.+)\/)?([^/]+)$/.exec(kind)!;
  const resource = await api.resource(bare!, apiVersion);
  return api.find<KubernetesObject>(api.path(resource, name, namespace));
}

function pathOf(api: Api, object: KubernetesObject, resource: ApiResource, fallback?: string): string {
  const namespace = object.metadata.namespace ?? fallback;
  if (resource.namespaced && namespace === undefined) throw new Error('has no namespace');
  return api.path(resource, object.metadata.name, namespace);
}

async function applyOne(api: Api, object: KubernetesObject, path: string): Promise<KubernetesObject> {
  await api.send('PATCH', `${path}?${MANAGER}&fieldValidation=Strict`, { body: object, type: APPLY });
  const stored = await api.send<KubernetesObject>('GET', path);
  const dropped = droppedFields(object, stored);
  if (dropped.length > 0) throw new Error(`the server did not keep ${dropped.join(', ')}`);
  return stored;
}

/** Discovery lists a kind once its definition is established; asking it builds no handlers, which would take long. */
async function areServed(api: Api, crds: readonly KubernetesObject[]): Promise<true> {
  const served = new Set((await discover(api)).map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
  const expected = crds.flatMap((crd) => {
    const { group, names, versions } = crd['spec'] as CrdSpec;
    return versions.filter((version) => version.served).map(({ name }) => `${group}/${name}/${names.kind}`);
  });
  const lacking = expected.filter((kind) => !served.has(kind));
  if (lacking.length > 0) throw new Error(`not served: ${lacking.join(', ')}`);
  return true;
}

interface CrdSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}

const nameOf = ({ kind, metadata: { name, namespace } }: KubernetesObject): string =>
  namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;

/** Does the work for all, some at once, and throws with the complaints of all that failed. */
async function forEach(
  objects: readonly KubernetesObject[],
  atOnce: number,
  work: (object: KubernetesObject) => Promise<unknown>,
): Promise<void> {
  const queue = objects.values();
  const complaints: string[] = [];
  const worker = async (): Promise<void> => {
    for (const object of queue) {
      try {
        await work(object);
      } catch (error) {
        complaints.push(`${nameOf(object)}: ${(error as Error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (complaints.length > 0) throw new Error(complaints.sort().join('\n'));
}
