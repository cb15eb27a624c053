import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { identityOf, type Identity } from '../kernel/objects';

/** A container of a pod. */
export interface Container {
  /** In words, e.g. `container app`. */
  readonly label: string;
  /** Its fields. */
  readonly fields: Fields;
  /** Its `securityContext`. */
  readonly security: Fields;
}

/** What the pods of a workload are made of. */
export interface Workload {
  /** Metadata of the pods. */
  readonly metadata: Fields;
  /** `spec` of the pods. */
  readonly spec: Fields;
  /** `securityContext` of the pods. */
  readonly security: Fields;
  /** Containers of all sorts. */
  readonly containers: readonly Container[];
}

/** Kinds with pods, and the path from the object to the pod. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Whether objects of a kind make pods. */
export function hasPods({ group, kind }: Pick<Identity, 'group' | 'kind'>): boolean {
  return Object.hasOwn(TEMPLATES, `${group}/${kind}`);
}

const SORTS: Readonly<Record<string, string>> = {
  containers: 'container',
  initContainers: 'init container',
  ephemeralContainers: 'ephemeral container',
};

/** Fields with containers. */
export const CONTAINERS: ReadonlySet<string> = new Set(Object.keys(SORTS));

/**
 * Reads the pods of a workload.
 *
 * @param object one of which {@link hasPods} holds
 * @throws Unreadable when a field has the wrong type
 */
export function readWorkload(object: KubernetesObject): Workload {
  const { group, kind } = identityOf(object);
  const path = TEMPLATES[`${group}/${kind}`] ?? [];
  const pod = path.reduce((fields, key) => fields.child(key), Fields.of(object));
  const spec = pod.child('spec');
  const containers = Object.entries(SORTS).flatMap(([key, label]) =>
    spec.items(key).map((fields): Container => ({
      label: `${label} ${fields.name('name')}`,
      fields,
      security: fields.child('securityContext'),
    })),
  );
  return { metadata: pod.child('metadata'), spec, security: spec.child('securityContext'), containers };
}
