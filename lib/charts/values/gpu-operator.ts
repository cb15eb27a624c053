import type { ContainerResources, EnvironmentValue, PodPlacement, TolerationValue } from './common';

/**
 * Values of the chart `gpu-operator` (v26.7.0) that this library sets. The chart has no schema: a misspelt key installs
 * without a word. Its templates turn them into one ClusterPolicy.
 */
export interface GpuOperatorValues extends GpuMonitoringValues {
  /** The bundled Node Feature Discovery. Chart: true. Off where it is installed once for all. */
  readonly nfd?: GpuSwitch;
  /** Hands devices over by the Container Device Interface. Chart: true. */
  readonly cdi?: GpuSwitch;
  /** GPUs passed through to virtual machines. Chart: false. */
  readonly sandboxWorkloads?: GpuSwitch;
  /** The operator itself. */
  readonly operator?: GpuOperatorPod;
  /** All daemon sets that it makes. */
  readonly daemonsets?: GpuDaemonsets;
  /** The GPU driver and its upgrades. Chart: true. */
  readonly driver?: GpuDriver;
  /** The container runtime's hook. Chart: true. */
  readonly toolkit?: GpuOperand;
  /** Offers GPUs to the scheduler. Chart: true. */
  readonly devicePlugin?: GpuDevicePlugin;
  /** Multi-instance GPUs. */
  readonly mig?: GpuMig;
  /** Changes the partitioning of GPUs on nodes. Chart: true. */
  readonly migManager?: GpuOperand;
  /** Copies between GPU and CPU memory without the driver. Chart: false. Training wants it. */
  readonly gdrcopy?: GpuSwitch;
}

/** Monitoring of GPUs. */
export interface GpuMonitoringValues {
  /** The engine as a component of its own. Chart: false: the exporter has one inside. Diagnostics need it. */
  readonly dcgm?: GpuOperand;
  /** Exports metrics of GPUs. Chart: true. */
  readonly dcgmExporter?: GpuDcgmExporter;
}

/** A component that is there or not. */
export interface GpuSwitch {
  /** Whether it is there. */
  readonly enabled?: boolean;
}

/** A component that runs on every GPU node. */
export interface GpuOperand extends GpuSwitch {
  /** Environment of its container. Chart: empty. */
  readonly env?: readonly EnvironmentValue[];
  /** Resources of its container. Chart: none. */
  readonly resources?: ContainerResources;
}

/** The operator's own pod. Its Deployment has one replica; the chart knows no other number. */
export interface GpuOperatorPod extends PodPlacement {
  /**
   * Whether a hook applies the CRDs before each upgrade. Chart: true. Off where the foundation owns them: two writers
   * fight.
   */
  readonly upgradeCRD?: boolean;
  /** Whether uninstalling deletes the CRDs and with them every ClusterPolicy. Chart: false. */
  readonly cleanupCRD?: boolean;
  /** Priority class. Chart: `system-node-critical`. */
  readonly priorityClassName?: string;
  /** Resources. Chart: 200m to 500m, 100Mi to 350Mi: too little for a thousand nodes. */
  readonly resources?: ContainerResources;
  /** RuntimeClass that it makes. Chart: `nvidia`. */
  readonly runtimeClass?: string;
}

/**
 * What all daemon sets share. They run where Node Feature Discovery found an NVIDIA device: there is no node selector
 * to set.
 */
export interface GpuDaemonsets {
  /** Taints that they accept. Chart: `nvidia.com/gpu:NoSchedule`. A list replaces the chart's whole list. */
  readonly tolerations?: readonly TolerationValue[];
  /** Priority class. Chart: `system-node-critical`. */
  readonly priorityClassName?: string;
  /** How they change. Chart: `RollingUpdate`; the driver's is always `OnDelete`. */
  readonly updateStrategy?: 'RollingUpdate' | 'OnDelete';
  /** How many change at once. */
  readonly rollingUpdate?: {
    /** Nodes at once, as text: a number or a percentage. Chart: `'1'`. */
    readonly maxUnavailable?: string;
  };
}

/** The GPU driver. */
export interface GpuDriver extends GpuOperand {
  /** Version of the driver image. Chart: `595.91.07`. Always set: a newer chart must not change drivers by itself. */
  readonly version?: string;
  /** Which kernel modules: the driver chooses by GPU. Chart: `auto`. */
  readonly kernelModuleType?: 'auto' | 'open' | 'proprietary';
  /** Whether modules come compiled for the kernel. Chart: false: each node compiles for minutes. */
  readonly usePrecompiled?: boolean;
  /** GPUDirect RDMA. */
  readonly rdma?: GpuRdma;
  /** How nodes get a new driver. */
  readonly upgradePolicy?: GpuUpgradePolicy;
}

/** GPUDirect RDMA. */
export interface GpuRdma {
  /**
   * Whether the peer memory module is loaded. Chart: false. It needs NVIDIA's network driver, else the GPU driver never
   * gets ready.
   */
  readonly enabled?: boolean;
  /** Whether the network driver is installed on the host instead of by the network operator. Chart: false. */
  readonly useHostMofed?: boolean;
}

/** How nodes get a new driver: node by node, cordoned meanwhile. */
export interface GpuUpgradePolicy {
  /** Whether it happens by itself. Chart: true. If not, all other settings are ignored. */
  readonly autoUpgrade?: boolean;
  /** Nodes at once. Chart: 1; 0 means all of them. */
  readonly maxParallelUpgrades?: number;
  /** GPU nodes that may be unavailable, a number or a percentage. Chart: `25%`. */
  readonly maxUnavailable?: number | string;
  /** Waits for jobs first. */
  readonly waitForCompletion?: GpuWaitForCompletion;
  /** Evicts pods with GPUs first: a PodDisruptionBudget holds it up until its timeout. */
  readonly gpuPodDeletion?: GpuPodDeletion;
  /** Drains the node first. */
  readonly drain?: GpuDrain;
}

/** Waits for jobs before an upgrade. */
export interface GpuWaitForCompletion {
  /** How long, in seconds. Chart: 0, without end. */
  readonly timeoutSeconds?: number;
  /** Label selector of the pods. Chart: empty, which waits for none. */
  readonly podSelector?: string;
}

/** Deletes pods with GPUs before an upgrade. */
export interface GpuPodDeletion {
  /** Also pods without a controller. Chart: false. */
  readonly force?: boolean;
  /** How long they may take, in seconds. Chart: 300. */
  readonly timeoutSeconds?: number;
  /** Also pods with local data. Chart: false. */
  readonly deleteEmptyDir?: boolean;
}

/** Drains the node before an upgrade. */
export interface GpuDrain extends GpuPodDeletion {
  /** Whether it does. Chart: false. */
  readonly enable?: boolean;
  /** Label selector of the pods. Chart: empty, all of them. */
  readonly podSelector?: string;
}

/** Offers GPUs to the scheduler. */
export interface GpuDevicePlugin extends GpuOperand {
  /** Configurations, which nodes choose by label. */
  readonly config?: GpuDevicePluginConfig;
}

/** Configurations of the device plugin. */
export interface GpuDevicePluginConfig {
  /** Whether the chart makes the ConfigMap. Chart: false. */
  readonly create?: boolean;
  /** Name of the ConfigMap. Chart: empty: none. */
  readonly name?: string;
  /** Configuration of nodes that choose none. Chart: empty. */
  readonly default?: string;
  /** Configurations by name, each a YAML document. Chart: empty. */
  readonly data?: Readonly<Record<string, string>>;
}

/** Multi-instance GPUs. */
export interface GpuMig {
  /**
   * Whether parts of a GPU look like GPUs (`single`), are named by profile (`mixed`) or not offered. Chart: `single`.
   */
  readonly strategy?: 'none' | 'single' | 'mixed';
}

/** Exports metrics of GPUs. */
export interface GpuDcgmExporter extends GpuOperand {
  /** Has the Prometheus operator scrape it. */
  readonly serviceMonitor?: GpuServiceMonitor;
  /** Which metrics. Not in the chart's values.yaml: templates read it. */
  readonly config?: GpuDcgmExporterConfig;
}

/** A ServiceMonitor. */
export interface GpuServiceMonitor {
  /** Whether there is one. Chart: true. */
  readonly enabled?: boolean;
  /** How often it is scraped. Chart: `15s`. */
  readonly interval?: string;
  /**
   * Whether labels of the metric win over those of the scrape. Chart: false, which loses namespace and pod of the user
   * of a GPU.
   */
  readonly honorLabels?: boolean;
  /** Labels by which a Prometheus selects it. Chart: none. */
  readonly additionalLabels?: Readonly<Record<string, string>>;
}

/** A list of metrics. */
export interface GpuDcgmExporterConfig {
  /** Name of a ConfigMap with the key `dcgm-metrics.csv`. Chart: the image's own list. */
  readonly name?: string;
  /** Whether the chart makes it. Chart: no. */
  readonly create?: boolean;
  /** Its content: field, type and help of each metric, one a line. */
  readonly data?: string;
}
