import { GPU_RESOURCE, GPU_TOLERATION, POOL_LABEL } from '../cluster/queues';
import type { KubernetesObject } from '../kubernetes/object';
import { quantity } from '../kubernetes/quantity';
import type { Bandwidth } from '../units/bandwidth';
import { Bytes } from '../units/bytes';
import { RUNTIME_PORT, type Runtime, type RuntimeSettings } from './runtime';

/** A model server as KServe runs it. */
export interface InferenceServiceSettings extends Omit<RuntimeSettings, 'folder'> {
  /** Name of the InferenceService. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Program that runs the model. */
  readonly runtime: Runtime;
  /** Pods, each with all of its GPUs on one server. */
  readonly replicas: number;
  /** Pool of the GPUs. */
  readonly pool: string;
  /** Claim of the volume with the weights. */
  readonly claim: string;
  /** How fast one replica reads its weights. */
  readonly loadBandwidth: Bandwidth;
  /** Priority class of the pods. */
  readonly priorityClassName: string;
}

/** CPU and memory for one GPU: a tokenizer, a scheduler and a worker, and pages of the weights on their way. */
const CPU_PER_GPU = 8;
const MEMORY_PER_GPU = Bytes.gib(64);
/** Shared memory for one GPU: the workers of a replica pass tensors through it. Counts as memory of the pod. */
const SHARED_PER_GPU = Bytes.gib(4);
/** How long a runtime compiles and captures graphs after its weights were read. */
const WARM_UP_SECONDS = 600;
const PROBE_SECONDS = 10;
/** How long proxies go on sending requests to a pod that was told to stop. */
const DEREGISTER_SECONDS = 15;
const WEIGHTS = '/models';

/**
 * Label `app` of the pods, which KServe sets from the name of their Service.
 *
 * @param name name of the InferenceService
 */
export function podLabel(name: string): string {
  return `isvc.${serviceName(name)}`;
}

/**
 * Name of the Service that KServe makes for the pods; its port is 80.
 *
 * @param name name of the InferenceService
 */
export function serviceName(name: string): string {
  return `${name}-predictor`;
}

/**
 * The InferenceService. A container of our own and no serving runtime of KServe: what a replica is started with is
 * one object, which changes with its release only. Without autoscaling, KServe makes a Deployment and a Service of it.
 *
 * @param settings what is served, and where
 */
export function inferenceService(settings: InferenceServiceSettings): KubernetesObject {
  const { name, namespace, model, replicas, gpus, pool, claim, drain, priorityClassName } = settings;
  const labels = { app: podLabel(name) };
  const spread = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
  const predictor = {
    minReplicas: replicas,
    maxReplicas: replicas,
    // No GPU is free for a pod more: the old one goes before the new one comes, one at a time.
    deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName,
    terminationGracePeriodSeconds: DEREGISTER_SECONDS + Math.ceil(drain.seconds) + 30,
    nodeSelector: { [POOL_LABEL]: pool },
    tolerations: [GPU_TOLERATION],
    topologySpreadConstraints: [{ ...spread, labelSelector: { matchLabels: labels } }],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container(settings)],
    volumes: [
      { name: 'weights', persistentVolumeClaim: { claimName: claim, readOnly: true } },
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: quantity(SHARED_PER_GPU.times(gpus)) } },
      { name: 'tmp', emptyDir: { sizeLimit: '20Gi' } },
    ],
  };
  const annotations = {
    'serving.kserve.io/deploymentMode': 'Standard',
    'serving.kserve.io/autoscalerClass': 'none',
  };
  const { version } = model.options;
  const about = { 'datahall.dev/model': model.name, 'datahall.dev/model-version': version };
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, namespace, labels: about, annotations },
    spec: { predictor },
  };
}

/** Requests and limits name the same keys: KServe sets limits of one CPU and 2 GiB where there are none. */
function container(settings: InferenceServiceSettings): object {
  const { runtime, gpus } = settings;
  const folder = `${WEIGHTS}/${settings.model.options.path}`;
  const { command, args, env, livePath, readyPath } = runtime.process({ ...settings, folder });
  const memory = quantity(MEMORY_PER_GPU.times(gpus));
  const gpu = { [GPU_RESOURCE]: String(gpus) };
  const probe = (path: string, failureThreshold: number) => ({
    httpGet: { path, port: RUNTIME_PORT },
    periodSeconds: PROBE_SECONDS,
    timeoutSeconds: 5,
    failureThreshold,
  });
  return {
    name: 'kserve-container',
    image: runtime.image,
    command,
    args,
    env,
    ports: [{ name: 'http', containerPort: RUNTIME_PORT, protocol: 'TCP' }],
    resources: {
      requests: { cpu: String(CPU_PER_GPU * gpus), memory, ...gpu },
      limits: { cpu: String(2 * CPU_PER_GPU * gpus), memory, ...gpu },
    },
    startupProbe: probe(livePath, startupProbes(settings)),
    readinessProbe: probe(readyPath, 3),
    // A long queue is no reason to throw loaded weights away: only a dead engine is.
    livenessProbe: probe(livePath, 6),
    lifecycle: { preStop: { sleep: { seconds: DEREGISTER_SECONDS } } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'weights', mountPath: WEIGHTS, readOnly: true },
      { name: 'shm', mountPath: '/dev/shm' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** How often a replica is asked before it counts as failed: reading may take twice as long as planned. */
function startupProbes({ model, loadBandwidth }: InferenceServiceSettings): number {
  const reading = (model.weights.bytes * 8) / loadBandwidth.bitsPerSecond;
  return Math.ceil((2 * reading + WARM_UP_SECONDS) / PROBE_SECONDS);
}

/**
 * Lets drains and upgrades of nodes take one replica at a time; KServe makes no such object.
 *
 * @param name name of the InferenceService
 * @param namespace its namespace
 */
export function disruptionBudget(name: string, namespace: string): KubernetesObject {
  const spec = { maxUnavailable: 1, selector: { matchLabels: { app: podLabel(name) } } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace }, spec };
}
