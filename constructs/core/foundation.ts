import { Construct, type IConstruct } from 'constructs';
import { ChartSet } from '../../lib/charts/chart-set';
import { arePulled } from '../../lib/charts/crd-layout';
import { CRD_DELIVERY, FOUNDATION } from '../../lib/charts/facts';
import type { ChartPin } from '../../lib/charts/pin';
import { ChartSource } from '../../lib/charts/source';
import type { Cidr } from '../../lib/units/cidr';
import { foundationLate } from '../../lib/errors/objects';
import { waitInCircle } from '../../lib/errors/stacks';
import { checkCount } from '../../lib/units/names';
import { CoreObject } from './core-object';
import { CrdRelease } from './crd-release';
import { findCrds } from './crd-folder';
import { DatahallConstruct } from './datahall-construct';
import { libraryScope } from './library-scope';
import { addresses, CLUSTER_DNS } from './network-peers';
import type { NetworkPolicyPeer } from './mappers/network-policy';
import { Namespace, type NamespaceOptions } from './namespace';
import { stackOf } from './place';
import type { Priority } from './priority';
import { contextOf, setContext, type ClusterProviders, type StackContext } from './stack-context';
import type { TerraformStack } from './cdktf';

/** Settings of a foundation. */
export interface FoundationProps {
  /** Chart versions. @default - the newest set; a finding asks for a pin */
  readonly charts?: ChartSet;
  /** Where charts and CRDs come from. @default ChartSource.repositories() */
  readonly source?: ChartSource;
  /** Addresses that hosts have in the eyes of pods: `site.hosts`, or your own; at least one. @default - any address */
  readonly hosts?: readonly Cidr[];
  /** Addresses of services: caches of the cluster's DNS may answer there. @default - not known: none is open for DNS */
  readonly services?: Cidr;
  /** Providers of the stack's cluster, where the stack has several. @default - the stack's only ones */
  readonly providers?: ClusterProviders;
  /** Lifts the protection of what holds data in the stack. @default false, or what the stage says */
  readonly destroyable?: boolean;
}

/** All addresses: policies of IPv6 know none of IPv4. */
const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** How a chart gets its CRDs: what its release waits for, what it must set, and whether it installs any itself. */
export interface CrdDelivery {
  /** Constructs that bring the CRDs. */
  readonly after: readonly Construct[];
  /** Values that keep the chart from bringing its own. */
  readonly values?: object;
  /** Whether Helm skips the chart's `crds/` folder. */
  readonly skip: boolean;
}

/**
 * What everything else stands on: namespaces, CRDs and priority classes, made on demand and once each. A stage has
 * one in its `foundation` stack; in a stack of your own it is made by you, or on first use.
 *
 * @example
 * const foundation = new Foundation(stack, 'foundation', { charts: ChartSet.of('2026.11') });
 * foundation.namespace('apps', { podSecurity: 'baseline' });
 */
export class Foundation extends DatahallConstruct {
  /** Chart versions of the stage. */
  public readonly charts: ChartSet;
  /** Where charts and CRDs come from. */
  public readonly source: ChartSource;
  /** Hosts of the cluster as peers of flows: the API server, host-network pods, kubelets. */
  public readonly hosts: readonly NetworkPolicyPeer[];
  private readonly dns: readonly NetworkPolicyPeer[];
  private readonly deliveries = new Map<string, CrdDelivery>();

  /**
   * @param scope a stack, or the layer `foundation` of a stage
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: FoundationProps = {}) {
    super(scope, id, props);
    this.charts = props.charts ?? ChartSet.newest();
    this.source = props.source ?? ChartSource.repositories();
    // No peer at all means everybody to Kubernetes, which somebody must ask for.
    if (props.hosts !== undefined) this.report(checkCount('the number of hosts', props.hosts.length, 1));
    this.hosts = (props.hosts ?? ANYWHERE).map(addresses);
    this.dns = [...CLUSTER_DNS, ...(props.services === undefined ? [] : [addresses(props.services)])];
    const fact = { charts: this.charts.name, pinned: props.charts !== undefined, source: this.source.kind };
    this.publish(FOUNDATION, () => fact);
    const stack = stackOf(this);
    if (stack === undefined) return;
    const context: StackContext = { stage: stack.node.id, ...contextOf(stack) };
    const { foundation: earlier = this } = context;
    // A stage has its own for all its layers.
    if (earlier !== this && (isOnFirstUse(earlier) || (stackOf(earlier) !== stack && context.rank === undefined)))
      this.report(foundationLate(stack.node.id, earlier.node.path));
    const { providers = context.providers, destroyable = context.destroyable } = props;
    setContext(stack, { ...context, foundation: earlier, providers, destroyable });
  }

  /**
   * The foundation of a construct's stage or stack.
   *
   * @param scope any construct below a stack
   */
  public static of(scope: IConstruct): Foundation {
    const stack = stackOf(scope) as TerraformStack;
    return contextOf(stack)?.foundation ?? new Foundation(libraryScope(stack), 'Foundation');
  }

  /**
   * Makes this the foundation of other stacks of the same cluster, which come after its own stack: namespaces, CRDs and
   * priority classes that several of them need are made once, here.
   *
   * @param stacks stacks of your own in which nothing stands on a foundation yet
   * @returns this foundation
   */
  public shareWith(...stacks: readonly TerraformStack[]): this {
    const own = stackOf(this);
    for (const stack of stacks.filter((each) => each !== own)) {
      const context: StackContext = { stage: stack.node.id, ...contextOf(stack) };
      const { foundation = this } = context;
      if (foundation !== this) this.report(foundationLate(stack.node.id, foundation.node.path));
      else if (own?.dependsOn(stack) === true) this.report(waitInCircle([[own.node.id, stack.node.id]]));
      else {
        setContext(stack, { ...context, foundation });
        if (own !== undefined) stack.addDependency(own);
      }
    }
    return this;
  }

  /**
   * A namespace: made on first use, shared after that.
   *
   * @param name its name
   * @param options what is special about it; everybody who shares it must ask for the same
   */
  public namespace(name: string, options: NamespaceOptions = {}): Namespace {
    const existing = this.group('Namespaces').node.tryFindChild(name) as Namespace | undefined;
    if (existing !== undefined) return existing.sharedWith(options);
    return new Namespace(this.group('Namespaces'), name, { name, apiServer: this.hosts, dns: this.dns, ...options });
  }

  /** Where the priority classes are, for what must wait for them. */
  public get priorityClasses(): Construct {
    return this.group('Priorities');
  }

  /**
   * A priority class: made on first use.
   *
   * @param priority which one
   * @returns its name
   */
  public priority(priority: Priority): string {
    const scope = this.priorityClasses;
    if (scope.node.tryFindChild(priority.name) === undefined)
      new CoreObject(scope, priority.name, { object: priority.toObject() });
    return priority.name;
  }

  /**
   * Brings the CRDs of a chart: in a release of their own where the chart source has them, else by the chart itself.
   *
   * @param chart a chart of the set
   */
  public crds(chart: ChartPin): CrdDelivery {
    const existing = this.deliveries.get(chart.name);
    if (existing !== undefined) return existing;
    const delivery = this.deliver(chart);
    this.deliveries.set(chart.name, delivery);
    return delivery;
  }

  private deliver(chart: ChartPin): CrdDelivery {
    const { crds: layout } = chart;
    if (layout.kind === 'none') return { after: [], skip: true };
    const { content: objects, problem } = arePulled(layout) ? findCrds(this.source, chart) : {};
    this.report(problem);
    const by = objects !== undefined ? 'release' : layout.kind === 'folder' ? 'install-only' : 'chart';
    const fact = { chart: chart.name, version: chart.version, by, groups: layout.groups } as const;
    this.publish(CRD_DELIVERY, () => fact);
    if (objects === undefined) return { after: [], skip: false };
    const namespace = this.namespace('datahall-system');
    const release = new CrdRelease(this.group('Crds'), chart.name, { chart, objects, namespace });
    return { after: [release], skip: true, ...(layout.kind === 'values' ? { values: layout.off } : {}) };
  }

  private group(id: string): Construct {
    return this.node.tryFindChild(id) ?? new Construct(this, id);
  }
}

/** Whether constructs made it that found none. */
function isOnFirstUse(foundation: Foundation): boolean {
  const stack = stackOf(foundation);
  return stack !== undefined && foundation.node.scope === libraryScope(stack);
}
