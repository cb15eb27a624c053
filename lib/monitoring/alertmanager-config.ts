import type {
  AlertmanagerConfiguration,
  AlertmanagerGlobal,
  AlertmanagerReceiver,
  AlertmanagerRoute,
} from '../charts/values/kube-prometheus-stack-alertmanager';
import type { AlertRouting, MailServer } from './alert-routing';
import { secretFile, type Integration, type Receiver } from './receiver';

/** Takes what no person is told of: alerts of the chart with the severities `info` and `none`. */
const NOBODY = 'nobody';
const DEAD_MANS_SWITCH = 'dead-mans-switch';

/**
 * Alertmanager's configuration: one tree by severity. A receiver that fails does not hold up the others of its
 * severity, because each is an integration of its own.
 *
 * @param routing who is told of what
 */
export function alertmanagerConfiguration(routing: AlertRouting): AlertmanagerConfiguration {
  const { critical, warning, deadMansSwitch, mail } = routing.options;
  const routes: AlertmanagerRoute[] = [
    { matchers: ['severity = "critical"'], receiver: 'critical' },
    { matchers: ['severity = "warning"'], receiver: 'warning' },
  ];
  return {
    global: { resolve_timeout: '5m', ...(mail === undefined ? {} : mailSettings(mail)) },
    route: {
      receiver: NOBODY,
      group_by: ['alertname', 'node'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '12h',
      routes: deadMansSwitch === undefined ? routes : [watchdog(), ...routes],
    },
    inhibit_rules: [
      {
        source_matchers: ['severity = "critical"'],
        target_matchers: ['severity = "warning"'],
        // A disk, pod or claim that is worse does not hush another one of the same node.
        equal: ['alertname', 'namespace', 'node', 'instance', 'pod', 'persistentvolumeclaim', 'device'],
      },
    ],
    receivers: [
      { name: NOBODY },
      receiver('critical', critical),
      receiver('warning', warning),
      ...(deadMansSwitch === undefined ? [] : [receiver(DEAD_MANS_SWITCH, [deadMansSwitch])]),
    ],
  };
}

/** The alert `Watchdog` of the chart always fires; what hears of it alarms when it does not. */
function watchdog(): AlertmanagerRoute {
  const often = { group_wait: '0s', group_interval: '1m', repeat_interval: '1m' };
  return { matchers: ['alertname = "Watchdog"'], receiver: DEAD_MANS_SWITCH, ...often };
}

function mailSettings(mail: MailServer): AlertmanagerGlobal {
  const { smarthost, from, auth } = mail;
  const sender = { smtp_smarthost: smarthost, smtp_from: from };
  if (auth === undefined) return sender;
  const { username, password } = auth;
  return { ...sender, smtp_auth_username: username, smtp_auth_password_file: secretFile(password) };
}

function receiver(name: string, receivers: readonly Receiver[]): AlertmanagerReceiver {
  const joined: Record<string, unknown[]> = {};
  for (const { integration } of receivers) {
    for (const [kind, configs] of Object.entries(integration)) {
      joined[kind] = [...(joined[kind] ?? []), ...(configs as readonly unknown[])];
    }
  }
  return { name, ...(joined as Integration) };
}
