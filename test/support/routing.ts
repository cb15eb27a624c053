import { AlertRouting, Receiver, SecretRef } from 'datahall';

/** A routing that no rule has anything against. */
export function goodRouting(): AlertRouting {
  const platform = Receiver.email('platform', { to: 'platform@example.com' });
  return AlertRouting.to({
    critical: [Receiver.webhook('on-call', { url: SecretRef.of('on-call', 'url') }), platform],
    warning: [platform],
    deadMansSwitch: Receiver.webhook('heartbeat', { url: SecretRef.of('heartbeat', 'url') }),
    mail: {
      smarthost: 'smtp.example.com:587',
      from: 'alerts@example.com',
      auth: { username: 'alerts', password: SecretRef.of('smtp', 'password') },
    },
  });
}
