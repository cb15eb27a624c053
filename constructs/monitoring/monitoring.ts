import type { Construct } from 'constructs';
import type { Problem } from '../../lib/errors/problem';
import { targetAfterWatch } from '../../lib/errors/monitoring';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import type { AlertRouting } from '../../lib/monitoring/alert-routing';
import { MONITORING, type MonitoringFact } from '../../lib/monitoring/facts';
import { podMonitor } from '../../lib/monitoring/pod-monitor';
import { metricsMissing, prometheusRule } from '../../lib/monitoring/prometheus-rule';
import type { Receiver } from '../../lib/monitoring/receiver';
import { stackReady, stackValues, stackVolumes } from '../../lib/monitoring/stack-values';
import { VOLUMES } from '../../lib/storage/facts';
import { Bytes } from '../../lib/units/bytes';
import { Duration } from '../../lib/units/duration';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { connect, open, type Endpoint, type IEndpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { CLUSTER_DNS_PODS } from '../core/network-peers';
import { checkSameStage } from '../core/order';
import { objectName, placeOf, stackOf } from '../core/place';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';
import { contextOf } from '../core/stack-context';
import { PodGroup } from '../core/pod-group';

/** Settings of a stage's monitoring. */
export interface MonitoringProps {
  /** Who is told of what. Its Secrets lie in the namespace `monitoring`. */
  readonly alerts: AlertRouting;
  /** How long series are kept, as long as they fit. @default 30 days */
  readonly retention?: Duration;
  /** Volume of each of the two Prometheus; series take 90 % of it, the oldest ones go first. @default 500 GiB */
  readonly size?: Bytes;
  /**
   * StorageClass of all volumes, best one that does not depend on what is monitored. In one of a block pool or
   * filesystem of the stage, two volumes of `size` and three of 2 GiB must fit: DH3210, DH3204.
   * @default - the default class of the cluster
   */
  readonly storageClass?: string;
  /** Name of a Secret with `admin-user` and `admin-password` for Grafana. @default - there is no Grafana */
  readonly grafanaSecret?: string;
}

const NAMESPACE = 'monitoring';
/** Agents on each node see the processes and files of their host; nothing else is allowed to. */
const NODE_NAMESPACE = 'node-exporter';
/** Ports of hosts: the agents and the kubelets. */
const HOST_PORTS = [9100, 10_250];

/**
 * Prometheus, Alertmanager and, where it has a password, Grafana; one a stage. It measures the cluster itself, and
 * everything that it is told to watch: pods, alerts, and the traffic that this needs.
 *
 * @example
 * declare const ceph: CephCluster;
 * const alerts = AlertRouting.to({
 *   critical: [
 *     Receiver.webhook('on-call', { url: SecretRef.of('on-call', 'url') }),
 *     Receiver.email('platform', { to: 'platform@example.com' }),
 *   ],
 *   warning: [Receiver.email('platform', { to: 'platform@example.com' })],
 *   deadMansSwitch: Receiver.webhook('heartbeat', { url: SecretRef.of('heartbeat', 'url') }),
 *   mail: { smarthost: 'smtp.example.com:587', from: 'alerts@example.com' },
 * });
 * new Monitoring(stack, 'monitoring', { alerts }).watch(ceph);
 */
export class Monitoring extends DatahallConstruct implements IEndpoint {
  /** Namespace of all pods but the agents on nodes. */
  public readonly namespace: Namespace;
  /** The Prometheus pods, which scrape. */
  public readonly endpoint: Endpoint;
  /** Parts by role. */
  public readonly nodes: { readonly stack: HelmRelease; readonly monitors: CustomResources };
  private readonly watched = new Set<IMonitored>();
  private readonly allowed = new Set<string | ScrapeTarget>();

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id, props);
    const { alerts, storageClass, grafanaSecret } = props;
    const retention = this.inUnit('retention', props.retention ?? Duration.days(30), Duration.days(30));
    const size = this.inUnit('size', props.size ?? Bytes.gib(500), Bytes.gib(500));
    // A limit of 0 is none to Prometheus: a time of 0 s, and 90 % of less than 2 MiB in whole MB.
    this.report(checkCount('seconds of retention', Math.ceil(retention.seconds), 1));
    this.report(checkCount('MiB of size', Math.floor(size.bytes / 2 ** 20), 2));
    const foundation = Foundation.of(this);
    const namespace = foundation.namespace(NAMESPACE, { callsApiServer: true, webhookPorts: [10_250] });
    const agents = foundation.namespace(NODE_NAMESPACE, { podSecurity: 'privileged' });
    this.namespace = namespace;
    this.endpoint = { namespace, pods: { 'app.kubernetes.io/name': 'prometheus' } };
    if (grafanaSecret !== undefined) this.report(checkDnsLabel('grafanaSecret', grafanaSecret));
    const stack = new HelmRelease(this, 'Stack', {
      chart: foundation.charts.pin('kube-prometheus-stack'),
      namespace,
      values: stackValues({
        externalLabels: this.origin(),
        retention,
        size,
        alerts,
        priorityClassName: foundation.priority(Priority.PLATFORM),
        nodeNamespace: agents.name,
        ...(storageClass === undefined ? {} : { storageClass }),
        ...(grafanaSecret === undefined ? {} : { grafanaSecret }),
      }),
      after: [agents],
      stateful: true,
    });
    const monitors = new CustomResources(this, 'Monitors', { release: 'monitors', namespace, after: [stack] });
    monitors.contribute(() => this.watchedOnce().flatMap((part) => this.objectsOf(part)));
    this.nodes = { stack, monitors };
    readyWhen(this, ...stackReady(stack.name, namespace.name));
    this.openFlows(alerts);
    this.publish(MONITORING, () => this.fact(alerts, size));
    if (storageClass === undefined) return;
    this.publish(VOLUMES, () => ({ storageClass, claims: stackVolumes(namespace.name, size) }));
  }

  /**
   * Measures things and evaluates their alerts. What a thing offers to measure must be there by now, because traffic
   * is allowed now; a thing that got more can be watched once more. Its alerts are read when the program synthesizes.
   *
   * @param things constructs of the same stage
   */
  public watch(...things: readonly IMonitored[]): this {
    for (const thing of things) {
      if (this.report(checkSameStage(this, thing))) continue;
      for (const target of thing.scrapeTargets) this.allow(thing, target);
      if (this.watched.has(thing)) continue;
      this.watched.add(thing);
      this.checkLate(() => this.tooLate(thing));
    }
    return this;
  }

  private allow(thing: IMonitored, target: ScrapeTarget): void {
    const { name, endpoint, port, hostNetwork = false } = target;
    const key = targetName(thing, target);
    if (this.allowed.has(key) || this.allowed.has(target)) return;
    this.allowed.add(key).add(target);
    if (hostNetwork) {
      this.openHosts(port);
      return;
    }
    const id = `Scrape-${name}`;
    const existing = thing.node.tryFindChild(id) as PodGroup | undefined;
    connect(this, existing ?? new PodGroup(thing, id, endpoint), port);
  }

  private tooLate(thing: IMonitored): Problem | undefined {
    const late = thing.scrapeTargets.filter(
      (target) => !this.allowed.has(targetName(thing, target)) && !this.allowed.has(target),
    );
    if (late.length === 0) return undefined;
    const names = late.map(({ name }) => name);
    return targetAfterWatch(placeOf(thing).path, names);
  }

  /** What is watched: a gateway speaks for parts that somebody may watch besides, and those are measured once. */
  private watchedOnce(): readonly Watched[] {
    const known = new Set<object>();
    const isNew = (part: object): boolean => !known.has(part) && known.add(part).has(part);
    return [...this.watched].map((thing) => {
      return { thing, targets: thing.scrapeTargets.filter(isNew), alerts: thing.alertRules.filter(isNew) };
    });
  }

  private objectsOf({ thing, targets, alerts: own }: Watched): readonly KubernetesObject[] {
    const namespace = this.namespace.name;
    const monitors = targets.map((target) => {
      const { endpoint, port, path = '/metrics', scheme = 'http' } = target;
      const { pods } = endpoint;
      const name = targetName(thing, target);
      return podMonitor({ name, namespace, podNamespace: endpoint.namespace.name, pods, port, path, scheme });
    });
    const missing = targets.map((target) => metricsMissing(`${namespace}/${targetName(thing, target)}`));
    const alerts = [...own, ...missing];
    return alerts.length === 0 ? monitors : [...monitors, prometheusRule(objectName(thing), namespace, alerts)];
  }

  private openFlows(alerts: AlertRouting): void {
    for (const port of HOST_PORTS) this.openHosts(port);
    open(this, 'Dns', { direction: 'egress', peers: [CLUSTER_DNS_PODS], ports: [{ port: 9153, protocol: 'TCP' }] });
    const ports = alerts.ports.map((port) => ({ port, protocol: 'TCP' as const }));
    if (ports.length === 0) return;
    const pods = { 'app.kubernetes.io/name': 'alertmanager' };
    const alertmanager = new PodGroup(this, 'Alertmanager', { namespace: this.namespace, pods });
    open(alertmanager, 'Receivers', { direction: 'egress', peers: [], ports });
  }

  private openHosts(port: number): void {
    const id = `Hosts-${port}`;
    if (this.node.tryFindChild(id) !== undefined) return;
    const peers = Foundation.of(this).hosts;
    open(this, id, { direction: 'egress', peers, ports: [{ port, protocol: 'TCP' }] });
  }

  private origin(): Readonly<Record<string, string>> {
    const stack = stackOf(this);
    const site = stack === undefined ? undefined : contextOf(stack)?.site;
    const { stage } = placeOf(this);
    return site === undefined ? { stage } : { site, stage };
  }

  private fact(routing: AlertRouting, size: Bytes): MonitoringFact {
    const { critical, warning, deadMansSwitch } = routing.options;
    const alerts = this.watchedOnce().flatMap(({ thing, alerts: own }) =>
      own.map(({ name, expr, severity, summary, action }) => {
        return { thing: placeOf(thing).path, name, expr, severity, summary, action };
      }),
    );
    return {
      namespace: this.namespace.name,
      receivers: { critical: critical.map(factOf), warning: warning.map(factOf) },
      deadMansSwitch: deadMansSwitch?.name ?? null,
      sizeBytes: size.bytes,
      alerts,
    };
  }
}

/** A thing with what of it nobody else has. */
interface Watched {
  readonly thing: IMonitored;
  readonly targets: readonly ScrapeTarget[];
  readonly alerts: readonly AlertRule[];
}

function targetName(thing: IMonitored, target: ScrapeTarget): string {
  return `${objectName(thing)}-${target.name}`;
}

function factOf(receiver: Receiver): MonitoringFact['receivers']['critical'][number] {
  return { name: receiver.name, medium: receiver.medium };
}
