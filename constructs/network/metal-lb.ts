import type { Construct } from 'constructs';
import { partTwice } from '../../lib/errors/network';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { Advertisement } from '../../lib/network/advertisement';
import { LOAD_BALANCER } from '../../lib/network/facts';
import {
  addressPool,
  FRR_WEBHOOK_PORT,
  MEMBERLIST_PORT,
  METALLB_ALERTS,
  METALLB_NAMESPACE,
  METALLB_READY,
  METALLB_WEBHOOK_PORT,
  metallbValues,
  poolName,
} from '../../lib/network/metallb';
import type { Cidr } from '../../lib/units/cidr';
import type { TerraformStack } from '../core/cdktf';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { open, type Endpoint, type IEndpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import { libraryScope } from '../core/library-scope';
import type { NetworkPolicyPort } from '../core/mappers/network-policy';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { placeOf, stackOf } from '../core/place';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';
import { claimStagePart, stagePart } from './stage-parts';

/** Settings of MetalLB. */
export interface MetalLbProps {
  /** How addresses are made known to the network. @default Advertisement.layer2() */
  readonly advertisement?: Advertisement;
}

const KIND = 'MetalLb';

/**
 * MetalLB, which gives load balancers of a bare-metal cluster their addresses and answers for them. One a stage: the
 * first gateway makes it, unless it was made before with other settings.
 *
 * @example
 * new MetalLb(stack, 'metallb', {
 *   advertisement: Advertisement.bgp({
 *     asn: 4200010001,
 *     routers: [{ address: '10.0.1.2', asn: 4200000101 }, { address: '10.0.1.3', asn: 4200000102 }],
 *   }),
 * });
 */
export class MetalLb extends DatahallConstruct implements IEndpoint, IMonitored {
  /** All its pods. */
  public readonly endpoint: Endpoint;
  /** How addresses are made known to the network. */
  public readonly advertisement: Advertisement;
  /** None: its metrics are served to callers with a token only. */
  public readonly scrapeTargets: readonly ScrapeTarget[] = [];
  /** When somebody must be told. */
  public readonly alertRules: readonly AlertRule[] = METALLB_ALERTS;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease; readonly configuration: CustomResources };
  private readonly pools = new Set<string>();

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: MetalLbProps = {}) {
    super(scope, id, props);
    this.advertisement = props.advertisement ?? Advertisement.layer2();
    const first = claimStagePart(this, KIND);
    if (first !== this) this.report(partTwice('MetalLB', placeOf(this).path, placeOf(first).path));
    const bgp = this.advertisement.kind === 'bgp';
    const foundation = Foundation.of(this);
    // Speakers are on the hosts' network and send raw packets.
    const namespace = foundation.namespace(METALLB_NAMESPACE, {
      podSecurity: 'privileged',
      callsApiServer: true,
      webhookPorts: bgp ? [METALLB_WEBHOOK_PORT, FRR_WEBHOOK_PORT] : [METALLB_WEBHOOK_PORT],
    });
    this.endpoint = { namespace, pods: {} };
    const release = new HelmRelease(this, 'Operator', {
      chart: foundation.charts.pin('metallb'),
      namespace,
      values: metallbValues(foundation.priority(Priority.PLATFORM), bgp),
    });
    const configuration = new CustomResources(this, 'Configuration', {
      release: 'metallb-configuration',
      namespace,
      after: [release],
    });
    configuration.add(...this.advertisement.toObjects(namespace.name));
    this.nodes = { release, configuration };
    readyWhen(this, METALLB_READY);
    this.openFlows(foundation);
    this.publish(LOAD_BALANCER, () => ({
      advertisement: this.advertisement.kind,
      routers: this.advertisement.routers,
    }));
  }

  /**
   * The MetalLB of a construct's stage, made when there is none.
   *
   * @param scope any construct below a stack
   */
  public static of(scope: Construct): MetalLb {
    const existing = stagePart(scope, KIND) as MetalLb | undefined;
    return existing ?? new MetalLb(libraryScope(stackOf(scope) as TerraformStack), KIND);
  }

  /**
   * A pool of addresses: made on first use, shared after that.
   *
   * @param range its addresses
   * @returns its name
   */
  public pool(range: Cidr): string {
    const name = poolName(range);
    if (!this.pools.has(name)) this.nodes.configuration.add(addressPool(range));
    this.pools.add(name);
    return name;
  }

  private openFlows({ hosts }: Foundation): void {
    const memberlist: NetworkPolicyPort[] = [
      { port: MEMBERLIST_PORT, protocol: 'TCP' },
      { port: MEMBERLIST_PORT, protocol: 'UDP' },
    ];
    open(this, 'FromHosts', { direction: 'ingress', peers: hosts, ports: memberlist });
    open(this, 'ToHosts', { direction: 'egress', peers: hosts, ports: memberlist });
  }
}
