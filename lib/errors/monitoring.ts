import { define } from './problem';
import { show } from './print';

/** Alerts of a severity that reach nobody. */
export const severityWithoutReceiver = define(
  'DH3401',
  'Alerts of a severity reach nobody',
  (severity: string, alerts: readonly string[]) => ({
    what: `alerts of the severity '${severity}' reach nobody`,
    got: `no receivers for ${severity} (${alerts.length === 0 ? 'rules of the chart' : alerts.join(', ')})`,
    allowed: `at least one receiver for ${severity}`,
    fix: `add a Receiver to '${severity}' of AlertRouting.to`,
  }),
);

/** Critical alerts that depend on one way to people. */
export const oneMedium = define(
  'DH3402',
  'Critical alerts reach people by one medium only',
  (media: readonly string[]) => ({
    what: 'nobody is woken when the only way to people is down',
    got: media.join(', '),
    allowed: 'receivers of at least two media, such as a webhook and e-mail',
    fix: "add a Receiver of another medium to 'critical'",
  }),
);

/** Nobody outside notices when alerting itself stops. */
export const deadMansSwitchMissing = define('DH3403', 'Nobody notices when alerting stops', () => ({
  what: 'when this cluster or its monitoring is down, nobody is told',
  got: "no 'deadMansSwitch'",
  allowed: 'a receiver outside of the cluster that alarms when it hears nothing for some minutes',
  fix: "add 'deadMansSwitch' to AlertRouting.to, for example a Receiver.webhook of a heartbeat service",
}));

/** One name for two alerts. */
export const alertNameTwice = define(
  'DH3404',
  'Two alerts have one name',
  (name: string, thing: string, other: string) => ({
    what: `'${thing}' and '${other}' have an alert of this name: they are told twice, or people take one for the other`,
    got: show(name),
    allowed: 'one name for one meaning: the same severity and action, and an expression for each series',
    fix: 'rename one of the alerts, or select different series',
  }),
);

/** An alert that leaves people alone. */
export const alertIncomplete = define(
  'DH3405',
  'An alert does not say what to do',
  (thing: string, name: string, missing: string) => ({
    what: `an alert of '${thing}' wakes people and does not help them`,
    got: `${show(name)} with ${missing}`,
    allowed: 'a name in PascalCase, a summary of what happened, and the first action to take',
    fix: 'add what is missing to the alert rule',
  }),
);

/** Mail without a server. */
export const mailServerMissing = define(
  'DH3406',
  'Alerts go by e-mail, and no mail server is given',
  (receiver: string) => ({
    what: 'this receiver gets e-mail, and Alertmanager knows no mail server',
    got: show(receiver),
    allowed: "'mail' with smarthost and sender wherever a receiver is an e-mail address",
    fix: "add mail: { smarthost: 'smtp.example.com:587', from: 'alerts@example.com' } to AlertRouting.to",
  }),
);

/** A text is no address. */
export const invalidAddress = define('DH3407', 'A text is not an address', (field: string, given: unknown) => ({
  what: `'${field}' is not an address of its kind`,
  got: show(given),
  allowed: "an e-mail address such as 'ops@example.com', or a host and port such as 'smtp.example.com:587'",
  fix: `write '${field}' in one of these two forms`,
}));

/** Two monitoring systems in a stage. */
export const monitoringTwice = define(
  'DH3408',
  'A stage has two monitoring systems',
  (path: string, other: string) => ({
    what: `'${other}' already is the monitoring of this stage: both would rule over the same alerts`,
    got: show(path),
    allowed: 'one Monitoring a stage',
    fix: `watch with '${other}' instead`,
  }),
);

/** A target that came too late. */
export const targetAfterWatch = define(
  'DH3409',
  'Something to measure was added after it was watched',
  (thing: string, targets: readonly string[]) => ({
    what: `no traffic is allowed to what '${thing}' got after it was watched: it would never be measured`,
    got: targets.join(', '),
    allowed: 'everything that is measured is there when it is watched',
    fix: 'call watch after the last part was added, or call it once more',
  }),
);

/** The key of a Secret has characters that no key may have. */
export const invalidSecretKey = define('DH3410', 'A text cannot be a key of a Secret', (given: unknown) => ({
  what: 'no Secret can have a key of this name',
  got: show(given),
  allowed: "1 to 253 characters of letters, digits, '-', '_' and '.'",
  fix: 'name the key as it is in the Secret',
}));

/** A value of a Secret, or nothing, where a reference to one is needed: what it is, is not printed. */
export const secretNotReferred = define('DH3411', 'A secret is no reference to one', (given: unknown) => ({
  what: 'a program names Secrets of the cluster and holds none of their values',
  got: given === undefined ? 'nothing' : `a value of type ${typeof given}, which is not shown`,
  allowed: 'a SecretRef',
  fix: 'put the value into a Secret of the cluster, and refer to its key: SecretRef.of(name, key)',
}));
