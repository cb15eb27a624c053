import { fail } from '../errors/datahall-error';
import { unresolvedToken } from '../errors/names';
import { invalidHashKey } from '../errors/network';
import type { Duration } from '../units/duration';
import { checkLiteral } from '../units/literal-text';
import { isTokenLike } from '../units/tokens';
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
   * @throws DH1104, DH1109 and DH3311 for a name that no request has
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
  if ('header' in key) return { type: 'Headers', headers: [{ name: named('header', key.header) }] };
  if ('cookie' in key) return { type: 'Cookie', cookie: { name: named('cookie', key.cookie) } };
  const problem = checkLiteral('queryParameter', key.queryParameter);
  if (problem !== undefined) fail(problem);
  return { type: 'QueryParams', queryParams: [{ name: key.queryParameter }] };
}

/** Names of headers and cookies are tokens of HTTP (RFC 9110, 5.6.2), and 256 characters long in the Gateway API. */
function named(key: 'header' | 'cookie', given: string): string {
  if (isTokenLike(given)) return fail(unresolvedToken(key));
  const good = typeof given === 'string' && /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/.test(given);
  return good ? given : fail(invalidHashKey(key, given));
}
