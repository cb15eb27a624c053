import {
  AlertRouting,
  type AlertRoutingOptions,
  type AlertRule,
  Bytes,
  DatahallConstruct,
  Duration,
  type IMonitored,
  type MailServer,
  type MailServerUser,
  Monitoring,
  type MonitoringProps,
  Receiver,
  type ScrapeTarget,
  SecretRef,
  type Stage,
} from 'datahall';
import { goodRouting } from '../../support/routing';
import { type PropsCase, propsOf } from './table';

/** Something to watch. */
class Thing extends DatahallConstruct implements IMonitored {
  public scrapeTargets: readonly ScrapeTarget[] = [];
  public alertRules: readonly AlertRule[] = [];
}

function watch(stage: Stage, parts: Partial<IMonitored>): void {
  const thing = Object.assign(new Thing(stage.data, 'thing'), parts);
  new Monitoring(stage.observability, 'subject', { alerts: goodRouting() }).watch(thing);
}

function monitor(stage: Stage, options: Partial<AlertRoutingOptions>): void {
  const alerts = AlertRouting.to({ ...goodRouting().options, ...options });
  new Monitoring(stage.observability, 'subject', { alerts });
}

const webhook = (name: string): Receiver => Receiver.webhook(name, { url: SecretRef.of(name, 'url') });
const mail: MailServer = { smarthost: 'smtp.example.com:587', from: 'alerts@example.com' };

export const MONITORING: readonly PropsCase[] = [
  propsOf<MonitoringProps>(
    'MonitoringProps',
    () => ({ alerts: goodRouting() }),
    {
      alerts: () => AlertRouting.to({ ...goodRouting().options, deadMansSwitch: webhook('other') }),
      retention: () => Duration.days(7),
      size: () => Bytes.tib(1),
      storageClass: () => 'local',
      grafanaSecret: () => 'grafana',
    },
    (stage, props) => new Monitoring(stage.observability, 'subject', props),
  ),
  propsOf<AlertRoutingOptions>(
    'AlertRoutingOptions',
    () => ({ critical: [webhook('on-call'), webhook('second')], warning: [webhook('team')] }),
    {
      critical: () => [webhook('on-call'), webhook('third')],
      warning: () => [webhook('others')],
      deadMansSwitch: () => webhook('heartbeat'),
      mail: () => mail,
    },
    (stage, options) => new Monitoring(stage.observability, 'subject', { alerts: AlertRouting.to(options) }),
  ),
  propsOf<MailServer>(
    'MailServer',
    () => mail,
    {
      smarthost: () => 'mail.example.com:587',
      from: () => 'others@example.com',
      auth: () => ({ username: 'alerts', password: SecretRef.of('smtp', 'password') }),
    },
    (stage, server) => monitor(stage, { mail: server }),
  ),
  propsOf<MailServerUser>(
    'MailServerUser',
    () => ({ username: 'alerts', password: SecretRef.of('smtp', 'password') }),
    { username: () => 'others', password: () => SecretRef.of('smtp', 'other') },
    (stage, auth) => monitor(stage, { mail: { ...mail, auth } }),
  ),
  propsOf<ScrapeTarget>(
    'ScrapeTarget',
    ({ stage }) => {
      const namespace = stage.foundation.namespace('apps');
      return { name: 'main', endpoint: { namespace, pods: {} }, port: 8080 };
    },
    {
      name: () => 'second',
      endpoint: ({ other }) => ({ namespace: other, pods: {} }),
      port: () => 9090,
      path: () => '/federate',
      hostNetwork: () => true,
      scheme: () => 'https',
    },
    (stage, target) => watch(stage, { scrapeTargets: [target] }),
  ),
  propsOf<AlertRule>(
    'AlertRule',
    () => ({
      name: 'ThingDown',
      expr: 'up == 0',
      for: Duration.minutes(5),
      severity: 'critical',
      summary: 'The thing is down.',
      action: 'Bring it back.',
    }),
    {
      name: () => 'ThingGone',
      expr: () => 'absent(up)',
      for: () => Duration.minutes(10),
      severity: () => 'warning',
      labels: () => ({ team: 'a' }),
      summary: () => 'The thing is gone.',
      action: () => 'Find it.',
    },
    (stage, rule) => watch(stage, { alertRules: [rule] }),
  ),
];
