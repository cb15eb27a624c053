import type { PrometheusRuleGroup, PrometheusRuleValue } from '../charts/values/kube-prometheus-stack';
import type { KubernetesObject } from '../kubernetes/object';
import { Duration } from '../units/duration';
import type { AlertRule } from './alert-rule';
import { prometheusDuration } from './prometheus-duration';

/**
 * An alert for something that is not measured any more: its own alerts cannot fire then.
 *
 * @param job the label `job` of its series
 */
export function metricsMissing(job: string): AlertRule {
  return {
    name: 'MetricsMissing',
    expr: `absent(up{job="${job}"} == 1)`,
    for: Duration.minutes(15),
    severity: 'warning',
    // What is absent has no labels of its own.
    labels: { job },
    summary: `Nothing of ${job} is measured, so that its other alerts cannot fire.`,
    action: 'Look for the job in the targets of Prometheus: no pods, no route to them, or an error of theirs.',
  };
}

/**
 * The alerts of one thing as Prometheus evaluates them.
 *
 * @param name name of the group
 * @param alerts the alerts
 */
export function ruleGroup(name: string, alerts: readonly AlertRule[]): PrometheusRuleGroup {
  return {
    name,
    rules: alerts.map(
      ({ name: alert, expr, for: duration, severity, labels, summary, action }): PrometheusRuleValue => ({
        alert,
        expr,
        for: prometheusDuration(duration),
        labels: { ...labels, severity },
        annotations: { summary, action },
      }),
    ),
  };
}

/**
 * The PrometheusRule of one thing.
 *
 * @param name its name
 * @param namespace its namespace
 * @param alerts the alerts
 */
export function prometheusRule(name: string, namespace: string, alerts: readonly AlertRule[]): KubernetesObject {
  const spec = { groups: [ruleGroup(name, alerts)] };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name, namespace }, spec };
}
