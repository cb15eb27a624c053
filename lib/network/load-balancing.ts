import type { Duration } from '../units/duration';
import { gatewayDuration } from './gateway-duration';

/** What is the same in all requests that belong together. */
export type HashKey =
  | { /** A header of the request. */ readonly header: string }
  | { /** A cookie; one is set where it is missing. */ readonly cookie: string }
  | { /** A parameter of the query. */ readonly queryParameter: string };

/** How requests come to a pod that was just added. */
export interface WarmUpOptions {
  /** How long a new pod takes to get its full share, e.g. while its caches fill. @default - it gets it at once */
  readonly warmUp?: Duration;
}

/** How a proxy picks the pod that answers a request: the load balancing of Envoy Gateway's BackendTrafficPolicy. */
export class LoadBalancing {
  private constructor(
    /** Name of the policy, for facts. */
    public readonly name: string,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {}

  /**
   * The pod with the fewest requests under way, of two that are drawn by lot: right for answers of very different
   * length, such as those of language models.
   *
   * @param options how new pods are treated
   */
  public static leastConnections(options: WarmUpOptions = {}): LoadBalancing {
    return new LoadBalancing('least-connections', { type: 'LeastRequest', ...slowStart(options) });
  }

  /**
   * One pod after the other: right for answers that all take the same time.
   *
   * @param options how new pods are treated
   */
  public static roundRobin(options: WarmUpOptions = {}): LoadBalancing {
    return new LoadBalancing('round-robin', { type: 'RoundRobin', ...slowStart(options) });
  }

  /** Any pod: even over many requests, and proxies cannot fall into step. */
  public static random(): LoadBalancing {
    return new LoadBalancing('random', { type: 'Random' });
  }

  /**
   * The same pod for what belongs together, as long as it is there: the pod that has a conversation in its cache.
   *
   * @param key what belongs together
   */
  public static consistentHash(key: HashKey): LoadBalancing {
    return new LoadBalancing('consistent-hash', { type: 'ConsistentHash', consistentHash: hash(key) });
  }

  /** `spec.loadBalancer` of a BackendTrafficPolicy. */
  public toSpec(): Readonly<Record<string, unknown>> {
    return this.fields;
  }
}

function slowStart({ warmUp }: WarmUpOptions): object {
  return warmUp === undefined ? {} : { slowStart: { window: gatewayDuration(warmUp) } };
}

function hash(key: HashKey): object {
  if ('header' in key) return { type: 'Headers', headers: [{ name: key.header }] };
  if ('cookie' in key) return { type: 'Cookie', cookie: { name: key.cookie } };
  return { type: 'QueryParams', queryParams: [{ name: key.queryParameter }] };
}
