import {
  AlertRouting,
  Bytes,
  CephCluster,
  ChartSet,
  type DatahallApp,
  DatahallConstruct,
  Foundation,
  type IMonitored,
  Kubeconfig,
  Monitoring,
  type MonitoringProps,
  Receiver,
  Release,
  ReleaseTrain,
  type ScrapeTarget,
  SecretRef,
  type Stage,
} from 'datahall';
import { Duration } from '../../../lib/units/duration';
import type { AlertRule } from '../../../lib/monitoring/alert-rule';
import { goodRouting } from '../../support/routing';
import { oneStage, smallSite } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

/** Something to watch, with what a test gives it. */
class Thing extends DatahallConstruct implements IMonitored {
  public scrapeTargets: readonly ScrapeTarget[] = [];
  public alertRules: readonly AlertRule[] = [];
}

const ALERT: AlertRule = {
  name: 'ThingDown',
  expr: 'up == 0',
  for: Duration.minutes(5),
  severity: 'critical',
  summary: 'The thing is down.',
  action: 'Bring it back.',
};

function monitoring(stage: Stage, props: Partial<MonitoringProps> = {}): Monitoring {
  return new Monitoring(stage.observability, 'monitoring', { alerts: goodRouting(), ...props });
}

function thing(stage: Stage, id = 'thing', target: Partial<ScrapeTarget> = {}): Thing {
  const it = new Thing(stage.data, id);
  const namespace = Foundation.of(it).namespace('apps');
  it.scrapeTargets = [{ name: 'main', endpoint: { namespace, pods: { app: id } }, port: 8080, ...target }];
  return it;
}

function watching(build: (stage: Stage) => readonly IMonitored[], props: Partial<MonitoringProps> = {}): Synthesized {
  return synth(oneStage((stage) => void monitoring(stage, props).watch(...build(stage))));
}

function errors(out: Synthesized): readonly string[] {
  return out.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
}

function withAlerts(...alerts: readonly Partial<AlertRule>[]): Synthesized {
  return watching((stage) =>
    alerts.map((alert, index) => {
      const it = new Thing(stage.data, `thing${index}`);
      it.alertRules = [{ ...ALERT, ...alert }];
      return it;
    }),
  );
}

describe('Monitoring', () => {
  const out = watching((stage) => [
    new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') }),
    thing(stage, 'thing', { scheme: 'https', path: '/federate' }),
  ]);

  it('measures pods whether or not they declare the port', () => {
    const monitors = out.of('PodMonitor');
    expect(monitors.map(({ metadata }) => metadata.name)).toEqual([
      'data-thing-main',
      'storage-ceph-exporter',
      'storage-ceph-manager',
    ]);
    expect(monitors[0]?.metadata.namespace).toBe('monitoring');
    expect(monitors[0]?.['spec']).toMatchObject({
      namespaceSelector: { matchNames: ['apps'] },
      selector: { matchLabels: { app: 'thing' } },
      podMetricsEndpoints: [{ scheme: 'https', path: '/federate', tlsConfig: { insecureSkipVerify: true } }],
    });
    expect(JSON.stringify(monitors[1])).toContain('"replacement":"$1:9926"');
  });

  it('evaluates alerts, and one more for each target that is not measured', () => {
    const rules = out.of('PrometheusRule').map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec)] as const);
    expect(rules.map(([name]) => name)).toEqual(['data-thing', 'storage-ceph']);
    expect(rules[1]?.[1]).toContain(
      '{"alert":"CephHealthError","expr":"ceph_health_status == 2","for":"5m","labels":{"severity":"critical"}',
    );
    expect(rules[0]?.[1]).toContain('"expr":"absent(up{job=\\"monitoring/data-thing-main\\"} == 1)"');
  });

  it('allows exactly the scrapes, on both sides', () => {
    const policies = new Map(out.of('NetworkPolicy').map((policy) => [policy.metadata.name, policy]));
    const ingress = policies.get('data-thing-scrape-main-from-observability-monitoring-8080');
    expect(ingress?.metadata.namespace).toBe('apps');
    expect(ingress?.['spec']).toMatchObject({
      podSelector: { matchLabels: { app: 'thing' } },
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
            },
          ],
          ports: [{ port: 8080 }],
        },
      ],
    });
    expect(policies.has('observability-monitoring-to-data-thing-scrape-main-8080')).toBe(true);
    expect(policies.get('observability-monitoring-hosts-10250')?.['spec']).toMatchObject({
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/16' } }] }],
    });
    expect(policies.get('observability-monitoring-alertmanager-receivers')?.['spec']).toMatchObject({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'alertmanager' } },
      egress: [{ to: [], ports: [{ port: 443 }, { port: 587 }] }],
    });
  });

  it('runs in a restricted namespace, its node agents apart', () => {
    const levels = out.of('Namespace').map(({ metadata }) => {
      return [metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce']];
    });
    expect(levels).toContainEqual(['monitoring', 'restricted']);
    expect(levels).toContainEqual(['node-exporter', 'privileged']);
  });

  it('says where series come from', () => {
    const release = out.releases.find((each) => each.name === 'kube-prometheus-stack');
    expect(release?.values).toMatchObject({
      prometheus: { prometheusSpec: { externalLabels: { site: 'lab', stage: 'dev' } } },
    });
  });

  it('has nothing against itself', () => {
    expect(errors(out)).toEqual([]);
    expect(out.codes.filter((code) => code.startsWith('DH34'))).toEqual([]);
  });

  it('reaches pods in the network of their hosts by address', () => {
    const hosts = watching((stage) => [thing(stage, 'agent', { hostNetwork: true, port: 7472 })]);
    const names = hosts.of('NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(names).toContain('observability-monitoring-hosts-7472');
    expect(names.filter((name) => name.includes('agent'))).toEqual([]);
  });

  it('keeps apart what two releases serve', () => {
    const both = synth((app) => {
      const site = smallSite();
      const train = new ReleaseTrain(app, 'platform');
      const release = new Release('2026.11.0', {
        charts: ChartSet.of('2026.11'),
        platform: (stage) => monitoring(stage),
        serving: (stage, it) => {
          const namespace = stage.foundation.namespace('serving');
          const served = new Thing(stage.serving, 'llama');
          served.scrapeTargets = [{ name: 'main', endpoint: { namespace, pods: {} }, port: 8080 }];
          it.watch(served);
        },
      });
      train.stage('dev', { release, site: site.share({ control: 3 }), cluster: Kubeconfig.context('dev') });
    });
    expect(both.of('PodMonitor').map(({ metadata }) => metadata.name)).toEqual(['serving-llama-2026-11-0-main']);
  });

  it('reads alerts late and watches a thing twice without a change', () => {
    const twice = watching((stage) => {
      const it = new Thing(stage.data, 'thing');
      monitoringOf(stage).watch(it).watch(it);
      it.alertRules = [ALERT];
      return [];
    });
    expect(twice.of('PrometheusRule').map(({ metadata }) => metadata.name)).toEqual(['data-thing']);
  });
});

function monitoringOf(stage: Stage): Monitoring {
  return stage.observability.node.findChild('monitoring') as Monitoring;
}

describe('the rules of monitoring', () => {
  it('find severities that reach nobody: DH3401', () => {
    const pager = Receiver.pagerDuty('pager', { routingKey: SecretRef.of('pager', 'key') });
    const alerts = AlertRouting.to({ critical: [pager], warning: [] });
    const out = watching(() => [], { alerts });
    expect(out.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3401',
        path: 'observability/monitoring',
        got: 'no receivers for warning (rules of the chart)',
      }),
    );
    expect(out.stopped).toBe(true);
  });

  it('warn of one medium, DH3402, and of silence, DH3403', () => {
    const chat = Receiver.slack('chat', { url: SecretRef.of('slack', 'url'), channel: '#alerts' });
    const out = watching(() => [], { alerts: AlertRouting.to({ critical: [chat], warning: [chat] }) });
    expect(out.codes).toEqual(expect.arrayContaining(['DH3402', 'DH3403']));
    expect(out.stopped).toBe(false);
  });

  it.each<readonly [string, readonly string[], readonly Partial<AlertRule>[]]>([
    ['the same expression', ['DH3404'], [{}, {}]],
    ['another severity', ['DH3404'], [{}, { expr: 'up{a="b"} == 0', severity: 'warning' }]],
    ['another series', [], [{}, { expr: 'up{a="b"} == 0' }]],
    ['no action', ['DH3405'], [{ action: ' ' }]],
    ['no summary', ['DH3405'], [{ summary: '' }]],
    ['a name that is no name', ['DH3405'], [{ name: 'thing is down' }]],
  ])('judge alerts with %s: %j', (_, codes, alerts) => {
    expect(errors(withAlerts(...alerts))).toEqual(codes);
  });

  it.each<readonly [field: string, props: Partial<MonitoringProps>, least: Partial<MonitoringProps>]>([
    ['seconds of retention', { retention: Duration.seconds(0) }, { retention: Duration.milliseconds(1) }],
    ['MiB of size', { size: Bytes.of(2 * 2 ** 20 - 1) }, { size: Bytes.mib(2) }],
  ])('want some %s, because none is no limit: DH1004', (field, props, least) => {
    const none = watching(() => [], props);
    expect(errors(none)).toEqual(['DH1004']);
    expect(none.findings[0]?.what).toContain(field);
    const some = watching(() => [], least);
    expect(errors(some)).toEqual([]);
    const stack = some.releases.find(({ name }) => name === 'kube-prometheus-stack');
    expect(JSON.stringify(stack?.values)).not.toMatch(/"retention(Size)?":"0/);
  });

  it('want one monitoring a stage: DH3408', () => {
    const out = synth(
      oneStage((stage) => {
        monitoring(stage);
        new Monitoring(stage.observability, 'other', { alerts: goodRouting() });
      }),
    );
    expect(out.findings).toContainEqual(expect.objectContaining({ code: 'DH3408', path: 'observability/other' }));
  });

  it('find what came after the watch: DH3409', () => {
    const late = (again: boolean) =>
      watching((stage) => {
        const it = new Thing(stage.data, 'late');
        const namespace = Foundation.of(it).namespace('apps');
        monitoringOf(stage).watch(it);
        it.scrapeTargets = [{ name: 'main', endpoint: { namespace, pods: {} }, port: 80 }];
        if (again) monitoringOf(stage).watch(it);
        return [];
      });
    expect(errors(late(false))).toEqual(['DH3409']);
    expect(errors(late(true))).toEqual([]);
  });

  it('keep stages apart: DH4004', () => {
    const out = synth((app: DatahallApp) => {
      const site = smallSite();
      const charts = ChartSet.of('2026.11');
      const things: Thing[] = [];
      const train = new ReleaseTrain(app, 'platform');
      const release = new Release('2026.11.0', {
        charts,
        platform: (stage) => {
          things.push(thing(stage));
          monitoring(stage).watch(...things);
        },
      });
      for (const name of ['dev', 'prod'])
        train.stage(name, { release, site: site.share({ control: 3 }), cluster: Kubeconfig.context(name) });
    });
    expect(out.findings.filter(({ code }) => code === 'DH4004')).toEqual([
      expect.objectContaining({ path: 'observability/monitoring', stages: ['prod'] }),
    ]);
  });
});
