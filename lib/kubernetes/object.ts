/** Name, namespace and labels of a Kubernetes object. */
export interface ObjectMeta {
  /** Name, unique for its kind and namespace. */
  readonly name: string;
  /** Namespace. @default - the object is cluster-scoped */
  readonly namespace?: string;
  /** Labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A Kubernetes object as the API server takes it. */
export interface KubernetesObject {
  /** Group and version, e.g. `kueue.x-k8s.io/v1beta2`. */
  readonly apiVersion: string;
  /** Kind, e.g. `ClusterQueue`. */
  readonly kind: string;
  /** Name, namespace, labels. */
  readonly metadata: ObjectMeta;
  /** `spec`, `data`, `rules` and what else the kind has. */
  readonly [section: string]: unknown;
}
