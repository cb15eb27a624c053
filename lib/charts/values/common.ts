/** CPU, memory and other resources of a container, as Kubernetes quantities (`500m`, `2Gi`). */
export interface ContainerResources {
  /** What the scheduler sets aside. */
  readonly requests?: Readonly<Record<string, string>>;
  /** What the container may not exceed. */
  readonly limits?: Readonly<Record<string, string>>;
}

/** A taint that a pod accepts. */
export interface TolerationValue {
  /** Key of the taint. @default - every key, which needs `operator: 'Exists'` */
  readonly key?: string;
  /** How the value is compared. @default 'Equal' */
  readonly operator?: 'Equal' | 'Exists';
  /** Value of the taint. @default - none */
  readonly value?: string;
  /** Effect of the taint. @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** An environment variable of a container. */
export interface EnvironmentValue {
  /** Name of the variable. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** Selects objects by their labels. */
export interface LabelSelectorValue {
  /** Labels that an object must have. @default - any */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels; all must hold. @default - none */
  readonly matchExpressions?: readonly LabelRequirement[];
}

/** One condition on a label. */
export interface LabelRequirement {
  /** Key of the label. */
  readonly key: string;
  /** How the label is compared with the values. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** The values; none for `Exists` and `DoesNotExist`. */
  readonly values?: readonly string[];
}

/** How the pods of one workload are spread over failure domains. */
export interface SpreadConstraint {
  /** How many pods one domain may have more than another. */
  readonly maxSkew: number;
  /** Node label that names the domain. */
  readonly topologyKey: string;
  /** Whether a pod waits for a place that keeps the spread. */
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  /** Which pods are counted. */
  readonly labelSelector?: LabelSelectorValue;
  /** Pod labels whose values must be the same too, e.g. that of a revision. @default - none */
  readonly matchLabelKeys?: readonly string[];
  /** Whether nodes with taints that the pod does not accept count as places. @default 'Ignore': they count */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
}

/** Where a Deployment's pods may run. */
export interface PodPlacement {
  /** Node labels that a node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints that the pods accept. */
  readonly tolerations?: readonly TolerationValue[];
}

/** A volume that the Prometheus operator claims for each replica. */
export interface ClaimTemplate {
  /** The claim. */
  readonly volumeClaimTemplate: {
    /** Its specification. */
    readonly spec: ClaimSpec;
  };
}

/** What a claim asks for. */
export interface ClaimSpec {
  /** StorageClass to claim from. @default - the default class of the cluster */
  readonly storageClassName?: string;
  /** How it is mounted. */
  readonly accessModes: readonly ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
  /** Its size, as `requests.storage`. */
  readonly resources: ContainerResources;
}
