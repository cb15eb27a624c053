import type { AlertmanagerReceiver } from '../charts/values/kube-prometheus-stack-alertmanager';
import { fail } from '../errors/datahall-error';
import { invalidAddress } from '../errors/monitoring';
import { SecretRef } from '../security/secret-ref';
import { checkDnsLabel } from '../units/names';

/** How a receiver reaches people. */
export type Medium = 'email' | 'pagerduty' | 'slack' | 'webhook';

/** One integration of Alertmanager: the part of its receiver that one medium takes. */
export type Integration = Omit<AlertmanagerReceiver, 'name'>;

const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/** Somebody who is told of alerts, and how. Addresses that are secrets are references to Secrets. */
export class Receiver {
  private constructor(
    /** Name for people, such as a team. */
    public readonly name: string,
    /** How it is reached. */
    public readonly medium: Medium,
    /** Secret that it needs, in the namespace of Alertmanager. */
    public readonly secret: SecretRef | undefined,
    /** TCP port that Alertmanager calls outside of the cluster; none for mail, whose server is set once for all. */
    public readonly port: number | undefined,
    /** Its part of Alertmanager's configuration. */
    public readonly integration: Integration,
  ) {
    const problem = checkDnsLabel('receiver', name);
    if (problem !== undefined) fail(problem);
  }

  /**
   * An HTTP POST of Alertmanager's JSON: pagers, telephone providers, chat, heartbeat services.
   *
   * @param name name of the receiver
   * @param options `url`: key of a Secret that holds the address; `port`: port in it. @default 443
   * @throws DH1101 and DH3411
   */
  public static webhook(name: string, options: { readonly url: SecretRef; readonly port?: number }): Receiver {
    const { url, port = 443 } = options;
    return new Receiver(name, 'webhook', url, port, { webhook_configs: [{ url_file: secretFile(url) }] });
  }

  /**
   * E-mail, also when the alert is over. Needs `mail` in the routing.
   *
   * @param name name of the receiver
   * @param options `to`: address
   * @throws DH1101 and DH3407
   */
  public static email(name: string, options: { readonly to: string }): Receiver {
    const { to } = options;
    checkEmail('to', to);
    return new Receiver(name, 'email', undefined, undefined, { email_configs: [{ to, send_resolved: true }] });
  }

  /**
   * PagerDuty, Events API v2.
   *
   * @param name name of the receiver
   * @param options `routingKey`: key of a Secret that holds the integration key
   * @throws DH1101 and DH3411
   */
  public static pagerDuty(name: string, options: { readonly routingKey: SecretRef }): Receiver {
    const { routingKey } = options;
    const config = { routing_key_file: secretFile(routingKey), severity: '{{ .CommonLabels.severity }}' };
    return new Receiver(name, 'pagerduty', routingKey, 443, { pagerduty_configs: [config] });
  }

  /**
   * A channel in Slack.
   *
   * @param name name of the receiver
   * @param options `url`: key of a Secret that holds the address of an incoming webhook; `channel`: with its `#`
   * @throws DH1101 and DH3411
   */
  public static slack(name: string, options: { readonly url: SecretRef; readonly channel: string }): Receiver {
    const { url, channel } = options;
    const config = { api_url_file: secretFile(url), channel, send_resolved: true };
    return new Receiver(name, 'slack', url, 443, { slack_configs: [config] });
  }
}

/**
 * Where the Prometheus operator mounts a key of a Secret for Alertmanager.
 *
 * @param secret the key
 * @throws DH3411
 */
export function secretFile(secret: SecretRef): string {
  const { name, key } = SecretRef.checked(secret);
  return `/etc/alertmanager/secrets/${name}/${key}`;
}

/**
 * Checks an e-mail address.
 *
 * @param field what is checked, for the message
 * @param given the address
 * @throws DH3407
 */
export function checkEmail(field: string, given: string): void {
  if (typeof given !== 'string' || !EMAIL.test(given)) fail(invalidAddress(field, given));
}
