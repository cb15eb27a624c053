import { AlertRouting, Receiver, SecretRef } from 'datahall';

const platform = Receiver.email('platform', { to: 'platform@example.com' });

/** Who is told of what: a pager and a mail wake people, and a heartbeat outside of the datacenter notices silence. */
export const onCall = AlertRouting.to({
  critical: [Receiver.webhook('on-call', { url: SecretRef.of('on-call', 'url') }), platform],
  warning: [platform],
  deadMansSwitch: Receiver.webhook('heartbeat', { url: SecretRef.of('heartbeat', 'url') }),
  mail: {
    smarthost: 'smtp.example.com:587',
    from: 'alerts@example.com',
    auth: { username: 'alerts', password: SecretRef.of('smtp', 'password') },
  },
});
