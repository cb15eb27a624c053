import { fail } from '../errors/datahall-error';
import { invalidAddress, mailServerMissing } from '../errors/monitoring';
import { SecretRef } from '../security/secret-ref';
import type { AlertRule } from './alert-rule';
import { checkEmail, type Receiver } from './receiver';

/** Severity of an alert that people are told of. */
export type AlertSeverity = AlertRule['severity'];

/** The server that takes mail. */
export interface MailServer {
  /** Host and port, `smtp.example.com:587`; TLS is required. */
  readonly smarthost: string;
  /** Sender. */
  readonly from: string;
  /** User and password. @default - the server takes mail without them */
  readonly auth?: MailServerUser;
}

/** A user of a mail server. */
export interface MailServerUser {
  /** Name of the user. */
  readonly username: string;
  /** Key of a Secret that holds the password. */
  readonly password: SecretRef;
}

/** Who is told of which alerts. */
export interface AlertRoutingOptions {
  /** Told of critical alerts, all of them at once; two media or more, because one may be down. */
  readonly critical: readonly Receiver[];
  /** Told of warnings. */
  readonly warning: readonly Receiver[];
  /**
   * Hears of it all the time that alerting works, and alarms when it hears nothing: outside of the cluster.
   * @default - nobody, with a finding
   */
  readonly deadMansSwitch?: Receiver;
  /** Server for e-mail. @default - no receiver gets e-mail */
  readonly mail?: MailServer;
}

const SMARTHOST = /^[a-z0-9.-]+:(\d{1,5})$/i;

/** From each severity to people: the whole way of an alert, in one value. */
export class AlertRouting {
  private constructor(
    /** What it was made from. */
    public readonly options: AlertRoutingOptions,
  ) {}

  /**
   * Routes alerts to receivers by severity.
   *
   * @param options receivers, dead man's switch and mail server
   * @throws DH3406, DH3407 and DH3411
   */
  public static to(options: AlertRoutingOptions): AlertRouting {
    const { mail } = options;
    const routing = new AlertRouting(options);
    const byMail = routing.receivers.find((receiver) => receiver.medium === 'email');
    if (byMail !== undefined && mail === undefined) fail(mailServerMissing(byMail.name));
    if (mail !== undefined) {
      checkEmail('from', mail.from);
      if (mail.auth !== undefined) SecretRef.checked(mail.auth.password);
      if (!SMARTHOST.test(mail.smarthost)) fail(invalidAddress('smarthost', mail.smarthost));
    }
    return routing;
  }

  /** All receivers, each once. */
  public get receivers(): readonly Receiver[] {
    const { critical, warning, deadMansSwitch } = this.options;
    return [...new Set([...critical, ...warning, ...(deadMansSwitch === undefined ? [] : [deadMansSwitch])])];
  }

  /** Names of the Secrets that Alertmanager mounts. */
  public get secrets(): readonly string[] {
    const password = this.options.mail?.auth?.password;
    const all = [password, ...this.receivers.map((receiver) => receiver.secret)];
    return [...new Set(all.flatMap((secret) => (secret === undefined ? [] : [secret.name])))].sort();
  }

  /** TCP ports that Alertmanager calls outside of the cluster. */
  public get ports(): readonly number[] {
    const mail = SMARTHOST.exec(this.options.mail?.smarthost ?? '')?.[1];
    const all = [...(mail === undefined ? [] : [Number(mail)]), ...this.receivers.map((receiver) => receiver.port)];
    return [...new Set(all.flatMap((port) => (port === undefined ? [] : [port])))].sort((a, b) => a - b);
  }
}
