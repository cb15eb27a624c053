import { AlertRouting, Receiver, SecretRef } from 'datahall';
import { alertmanagerConfiguration } from '../../../lib/monitoring/alertmanager-config';
import { goodRouting } from '../../support/routing';

const url = SecretRef.of('hooks', 'url');

describe('alertmanagerConfiguration', () => {
  it('sends each severity to its receivers, and the watchdog outside', () => {
    const { route, receivers } = alertmanagerConfiguration(goodRouting());
    expect(route.receiver).toBe('nobody');
    expect(route.routes).toEqual([
      {
        matchers: ['alertname = "Watchdog"'],
        receiver: 'dead-mans-switch',
        group_wait: '0s',
        group_interval: '1m',
        repeat_interval: '1m',
      },
      { matchers: ['severity = "critical"'], receiver: 'critical' },
      { matchers: ['severity = "warning"'], receiver: 'warning' },
    ]);
    expect(receivers).toEqual([
      { name: 'nobody' },
      {
        name: 'critical',
        webhook_configs: [{ url_file: '/etc/alertmanager/secrets/on-call/url' }],
        email_configs: [{ to: 'platform@example.com', send_resolved: true }],
      },
      { name: 'warning', email_configs: [{ to: 'platform@example.com', send_resolved: true }] },
      { name: 'dead-mans-switch', webhook_configs: [{ url_file: '/etc/alertmanager/secrets/heartbeat/url' }] },
    ]);
  });

  it('joins receivers of one medium', () => {
    const pagers = [Receiver.webhook('a', { url }), Receiver.webhook('b', { url: SecretRef.of('hooks', 'other') })];
    const { receivers } = alertmanagerConfiguration(AlertRouting.to({ critical: pagers, warning: [] }));
    expect(receivers[1]?.webhook_configs).toHaveLength(2);
  });

  it('reads every secret from a file', () => {
    expect(alertmanagerConfiguration(goodRouting()).global).toEqual({
      resolve_timeout: '5m',
      smtp_smarthost: 'smtp.example.com:587',
      smtp_from: 'alerts@example.com',
      smtp_auth_username: 'alerts',
      smtp_auth_password_file: '/etc/alertmanager/secrets/smtp/password',
    });
  });
});

describe('AlertRouting', () => {
  it('knows its Secrets and the ports that it calls', () => {
    const routing = goodRouting();
    expect(routing.secrets).toEqual(['heartbeat', 'on-call', 'smtp']);
    expect(routing.ports).toEqual([443, 587]);
    const own = Receiver.webhook('own', { url, port: 8443 });
    expect(AlertRouting.to({ critical: [own], warning: [own] }).ports).toEqual([8443]);
  });

  it('refuses e-mail without a server: DH3406', () => {
    const email = Receiver.email('team', { to: 'team@example.com' });
    expect(() => AlertRouting.to({ critical: [], warning: [email] })).toThrow('DH3406');
  });

  it.each([
    ['smarthost', () => AlertRouting.to({ critical: [], warning: [], mail: { smarthost: 'smtp', from: 'a@b' } })],
    ['from', () => AlertRouting.to({ critical: [], warning: [], mail: { smarthost: 'smtp:25', from: 'b' } })],
    ['to', () => Receiver.email('team', { to: 'team at example.com' })],
  ])('refuses a %s that is no address: DH3407', (field, make) => {
    expect(make).toThrow(`DH3407 '${field}'`);
  });
});
