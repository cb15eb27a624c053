import type { ClaimTemplate, ContainerResources, PodPlacement } from './common';

/** Values of Alertmanager in the chart `kube-prometheus-stack`. */
export interface AlertmanagerValues {
  /** Whether there is one. Chart: true. */
  readonly enabled?: boolean;
  /** Its configuration file. Lists replace those of the chart, maps are merged into them. */
  readonly config?: AlertmanagerConfiguration;
  /** How it runs. */
  readonly alertmanagerSpec?: AlertmanagerSpecValues;
  /** Keeps one during drains. */
  readonly podDisruptionBudget?: {
    /** Whether it does. Chart: false. */
    readonly enabled?: boolean;
  };
}

/** How it runs. */
export interface AlertmanagerSpecValues extends PodPlacement {
  /** Pods, which tell each other what was sent. Chart: 1. */
  readonly replicas?: number;
  /** Volume of each pod: silences and what was sent. Chart: empty: lost with the pod. */
  readonly storage?: ClaimTemplate;
  /** How long that is kept. Chart: `120h`. */
  readonly retention?: string;
  /** Secrets, each mounted at `/etc/alertmanager/secrets/<name>/`: for the `_file` fields of receivers. Chart: none. */
  readonly secrets?: readonly string[];
  /** Whether the configuration file is a Secret of yours, `configSecret`. Chart: false. */
  readonly useExistingSecret?: boolean;
  /** Name of that Secret; key `alertmanager.yaml`. A comment in values.yaml; the template reads it. */
  readonly configSecret?: string;
  /** Resources. Chart: none. */
  readonly resources?: ContainerResources;
  /** Priority class. Chart: empty. */
  readonly priorityClassName?: string;
  /** Whether pods must run on different nodes. Chart: `soft`. */
  readonly podAntiAffinity?: 'soft' | 'hard';
  /** Address in messages. Chart: null: one that only the cluster knows. */
  readonly externalUrl?: string;
}

/** Alertmanager's configuration file. Field names are its own. */
export interface AlertmanagerConfiguration {
  /** Settings of all receivers. */
  readonly global?: AlertmanagerGlobal;
  /** The first route. Chart: to nobody (`null`). */
  readonly route: AlertmanagerRoute;
  /** Who is told, and how. Chart: `null` alone; the list replaces it, so keep it where a route names it. */
  readonly receivers: readonly AlertmanagerReceiver[];
  /** Alerts that silence others. Chart: the worse severity hushes the lesser one of the same name. */
  readonly inhibit_rules?: readonly AlertmanagerInhibition[];
}

/** Settings of all receivers. */
export interface AlertmanagerGlobal {
  /** How long an alert without an end is taken for firing. Chart: `5m`. */
  readonly resolve_timeout?: string;
  /** Sender of mail. */
  readonly smtp_from?: string;
  /** Mail server and port. */
  readonly smtp_smarthost?: string;
  /** User name at the mail server. */
  readonly smtp_auth_username?: string;
  /** File with the password. */
  readonly smtp_auth_password_file?: string;
}

/** Where alerts go. */
export interface AlertmanagerRoute {
  /** Name of the receiver. */
  readonly receiver?: string;
  /** Labels by which alerts become one message. */
  readonly group_by?: readonly string[];
  /** How long a first message waits for more. Chart: `30s`. */
  readonly group_wait?: string;
  /** How long news of the same group wait. Chart: `5m`. */
  readonly group_interval?: string;
  /** After which time an unchanged group is told again. Chart: `12h`. */
  readonly repeat_interval?: string;
  /** Conditions, e.g. `severity = "critical"`; all must hold. */
  readonly matchers?: readonly string[];
  /** Whether routes after this one are tried too. Default: false. */
  readonly continue?: boolean;
  /** Routes below; the first that matches wins. */
  readonly routes?: readonly AlertmanagerRoute[];
}

/** Who is told, by every way that is listed. */
export interface AlertmanagerReceiver {
  /** Name that routes use. */
  readonly name: string;
  /** By mail. */
  readonly email_configs?: readonly AlertmanagerEmail[];
  /** By HTTP POST. */
  readonly webhook_configs?: readonly AlertmanagerWebhook[];
  /** By PagerDuty. */
  readonly pagerduty_configs?: readonly AlertmanagerPagerDuty[];
  /** By Slack. */
  readonly slack_configs?: readonly AlertmanagerSlack[];
  /** By Opsgenie. */
  readonly opsgenie_configs?: readonly AlertmanagerOpsgenie[];
}

/** Mail. */
export interface AlertmanagerEmail {
  /** Address. */
  readonly to: string;
  /** Whether the end is told too. Default: false. */
  readonly send_resolved?: boolean;
}

/** HTTP POST. */
export interface AlertmanagerWebhook {
  /** Address, where it holds no secret. */
  readonly url?: string;
  /** File with the address, where it does. */
  readonly url_file?: string;
  /** Whether the end is told too. Default: true. */
  readonly send_resolved?: boolean;
}

/** PagerDuty. */
export interface AlertmanagerPagerDuty {
  /** File with the integration key (Events API v2). */
  readonly routing_key_file: string;
  /** Severity, a template. Default: `error`. */
  readonly severity?: string;
  /** Whether the end is told too. Default: true. */
  readonly send_resolved?: boolean;
}

/** Slack. */
export interface AlertmanagerSlack {
  /** File with the webhook's address. */
  readonly api_url_file: string;
  /** Channel or user. */
  readonly channel: string;
  /** Whether the end is told too. Default: false. */
  readonly send_resolved?: boolean;
}

/** Opsgenie. */
export interface AlertmanagerOpsgenie {
  /** File with the key. */
  readonly api_key_file: string;
  /** Priority, a template: `P1` to `P5`. */
  readonly priority?: string;
  /** Whether the end is told too. Default: true. */
  readonly send_resolved?: boolean;
}

/** Alerts that silence others. */
export interface AlertmanagerInhibition {
  /** Conditions of the alert that silences. */
  readonly source_matchers: readonly string[];
  /** Conditions of those that are silenced. */
  readonly target_matchers: readonly string[];
  /** Labels that must be the same in both. */
  readonly equal?: readonly string[];
}
