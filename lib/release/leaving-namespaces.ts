import type { StageContent } from './content';

/** What goes from a stage too early. */
export interface LeavingNamespaces {
  /** Names of namespaces that go. */
  readonly namespaces: readonly string[];
  /** Paths of releases that go with them, from stacks that are deployed later. */
  readonly releases: readonly string[];
}

const NAMESPACE = /^foundation\/Foundation\/Namespaces\/([^/]+)\/Namespace\/Resource$/;
const OF_FOUNDATION = /^foundation\//;

/**
 * Namespaces that go together with releases of a stack that stays. The foundation is deployed first, and Helm
 * uninstalls nothing once the namespace with its records is deleted: webhooks, roles and classes of the cluster would
 * stay. Stacks that go as a whole are emptied before.
 *
 * @param before what was deployed
 * @param after what is deployed next
 * @returns undefined when there are none
 */
export function leavingNamespaces(before: StageContent, after: StageContent): LeavingNamespaces | undefined {
  const gone = Object.entries(before.stacks).flatMap(([id, { resources }]) => {
    const { resources: now = {}, moved = {} } = after.stacks[id] ?? {};
    if (Object.keys(now).length === 0) return [];
    return Object.entries(resources).filter(([address]) => now[address] === undefined && moved[address] === undefined);
  });
  const namespaces = gone.flatMap(([, path]) => NAMESPACE.exec(path)?.[1] ?? []);
  const releases = gone
    .filter(([address, path]) => address.startsWith('helm_release.') && !OF_FOUNDATION.test(path))
    .map(([, path]) => path);
  return namespaces.length === 0 || releases.length === 0 ? undefined : { namespaces, releases };
}
