import type { Construct } from 'constructs';
import { invalidUtilization, modelDoesNotFit } from '../../lib/errors/serving';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { MODEL_SERVER } from '../../lib/serving/facts';
import { smallestFit, type Fit } from '../../lib/serving/fit';
import { disruptionBudget, inferenceService, podLabel, serviceName } from '../../lib/serving/inference-service';
import type { ModelVersion } from '../../lib/serving/model-version';
import { RUNTIME_PORT, type Runtime } from '../../lib/serving/runtime';
import { servingAlerts } from '../../lib/serving/serving-alerts';
import { Bandwidth } from '../../lib/units/bandwidth';
import type { Bytes } from '../../lib/units/bytes';
import { Duration } from '../../lib/units/duration';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import type { GpuPool } from '../cluster/gpu-pool';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import type { Endpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { placeOf, stackOf } from '../core/place';
import { Priority } from '../core/priority';
import { contextOf } from '../core/stack-context';
import type { IRoutable, RoutableService } from '../network/routable';
import type { ISharedFilesystem } from '../storage/shared-filesystem';
import { KServe } from './kserve';

/** Settings of a model server. */
export interface ModelServerProps {
  /** Program that runs the model. */
  readonly runtime: Runtime;
  /** The model. */
  readonly model: ModelVersion;
  /** GPUs that it runs on; how many a replica takes follows from the model. */
  readonly pool: GpuPool;
  /** Filesystem with the weights of all models. */
  readonly weights: ISharedFilesystem;
  /** Replicas; one is a single point of failure. @default 2 */
  readonly replicas?: number;
  /** Requests of full context that a replica must hold at once. @default 4 */
  readonly concurrency?: number;
  /** Share of GPU memory that the runtime takes. @default 0.9 */
  readonly gpuMemoryUtilization?: number;
  /** How long requests may run on when a replica is stopped: the longest answer. @default 5 minutes */
  readonly drain?: Duration;
  /** How long 95 % of the users wait for the first token at most; somebody is woken after that. @default 5 seconds */
  readonly firstToken?: Duration;
  /** How fast a replica reads its weights; it counts as failed when it takes twice as long. @default 8 Gbit/s */
  readonly loadBandwidth?: Bandwidth;
  /** Size of the volume with the weights, one for all model servers. @default - all of the filesystem */
  readonly volume?: Bytes;
  /** Name of its claim; model servers with weights on another filesystem need another one. @default 'models' */
  readonly claim?: string;
}

const NAMESPACE = 'serving';
const CLAIM = 'models';
/** KServe derives a Service and a label of 63 characters at most from the name. */
const NAME_MAX = 48;

/**
 * A language model that answers requests. It takes the fewest GPUs a replica that hold the model and its context, and
 * says so when none do. In a stage its objects carry the release, so that two releases are live side by side.
 *
 * @example
 * declare const pool: GpuPool, weights: ISharedFilesystem;
 * const model = ModelVersion.of('llama-3.1-70b', {
 *   version: '1', parameters: 70.6e9, layers: 80, kvHeads: 8, headDim: 128, attentionHeads: 64, precision: 'bf16',
 *   context: 8192, path: 'llama-3.1-70b/1', license: 'llama3.1', source: 'model card',
 * });
 * new ModelServer(stack, 'llama', { runtime: Runtime.VLLM, model, pool, weights, replicas: 2 });
 */
export class ModelServer extends DatahallConstruct implements IRoutable, IMonitored {
  /** Name of its objects: the id, and the release where there is one. */
  public readonly name: string;
  /** Its pods. */
  public readonly endpoint: Endpoint;
  /** Service that requests are sent to. */
  public readonly service: RoutableService;
  /** TCP port of its pods. */
  public readonly targetPort: number = RUNTIME_PORT;
  /** GPUs of a replica, and the tokens of context that they have room for. */
  public readonly fit: Fit;
  /** Parts by role. */
  public readonly nodes: { readonly kserve: KServe; readonly objects: CustomResources };
  private readonly replicas: number;
  private readonly firstToken: Duration;

  /**
   * @param scope parent construct
   * @param id name of the server, a DNS label
   * @param props settings
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ModelServerProps,
  ) {
    super(scope, id, props);
    const { pool, model, runtime, weights, replicas = 2, volume = weights.size } = props;
    const { claim: claimName = CLAIM } = props;
    const stack = stackOf(this);
    const release = stack === undefined ? undefined : contextOf(stack)?.release;
    this.name = release === undefined ? id : `${id}-${release}`;
    this.replicas = replicas;
    this.report(checkDnsLabel('model server', this.name, NAME_MAX));
    this.report(checkCount('replicas', replicas, 1));
    this.firstToken = this.inUnit('firstToken', props.firstToken ?? Duration.seconds(5), Duration.seconds(5));
    // An alert on more than nothing would always fire.
    this.report(checkCount('milliseconds of firstToken', Math.ceil(this.firstToken.seconds * 1000), 1));
    const foundation = Foundation.of(this);
    const namespace = foundation.namespace(NAMESPACE);
    const utilization = this.utilization();
    this.fit = this.place(utilization);
    this.endpoint = { namespace, pods: { app: podLabel(this.name) } };
    this.service = { name: serviceName(this.name), namespace, port: 80 };
    const kserve = KServe.of(pool.cluster);
    const claim = weights.claim({ name: claimName, namespace, size: volume });
    const objects = new CustomResources(this, 'Objects', { release: this.name, namespace, after: [kserve, claim] });
    const { name, fit } = this;
    objects.add(
      inferenceService({
        name,
        namespace: namespace.name,
        model,
        runtime,
        replicas,
        gpus: fit.gpus,
        utilization,
        pool: pool.name,
        ipVersion: pool.cluster.site.site.ipVersion,
        claim: claimName,
        drain: this.inUnit('drain', props.drain ?? Duration.minutes(5), Duration.minutes(5)),
        loadBandwidth: this.inUnit('loadBandwidth', props.loadBandwidth ?? Bandwidth.gbps(8), Bandwidth.gbps(8)),
        priorityClassName: foundation.priority(Priority.SERVING),
      }),
      disruptionBudget(name, namespace.name),
    );
    this.nodes = { kserve, objects };
    pool.claim(name, replicas * fit.gpus);
    this.publishFact();
  }

  /** The metrics of the runtime. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    return [{ name: 'runtime', endpoint: this.endpoint, port: RUNTIME_PORT }];
  }

  /** When somebody must be told. */
  public get alertRules(): readonly AlertRule[] {
    const { name, replicas, firstToken } = this;
    return servingAlerts({ name, namespace: this.endpoint.namespace.name, replicas, firstToken });
  }

  private utilization(): number {
    const { gpuMemoryUtilization: given = 0.9 } = this.props;
    const good = given >= 0.5 && given <= 0.95;
    if (!good) this.report(invalidUtilization(given));
    return good ? given : 0.9;
  }

  /** The GPUs of a replica; one where the pool has none, which it reports itself. */
  private place(utilization: number): Fit {
    const { pool, model, concurrency = 4 } = this.props;
    const gpus = pool.servers.facts?.gpus;
    if (this.report(checkCount('concurrency', concurrency, 1)) || gpus === undefined) return { gpus: 1, tokens: 0 };
    const { memory } = gpus.model.facts;
    const wanted = concurrency * model.options.context;
    const fit = smallestFit(model, { gpuMemory: memory, utilization }, gpus.count, wanted);
    if (fit.tokens < wanted) {
      const on = { gpus: fit.gpus, memory: memory.toString(), weights: model.weights.toString() };
      this.report(modelDoesNotFit(model.name, { ...on, tokens: fit.tokens, wanted }));
    }
    return fit;
  }

  private publishFact(): void {
    const { model, runtime, pool } = this.props;
    const { name, replicas, fit } = this;
    this.publish(MODEL_SERVER, () => ({
      name,
      model: model.name,
      version: model.options.version,
      license: model.options.license,
      source: model.options.source,
      runtime: `${runtime.name} ${runtime.image}`,
      pool: placeOf(pool).path,
      replicas,
      gpusPerReplica: fit.gpus,
      tokens: fit.tokens,
    }));
  }
}
