import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import { serviceName } from './inference-service';

/** What the alerts of a model server are about. */
export interface ServingAlertSettings {
  /** Name of the InferenceService. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Replicas that should answer. */
  readonly replicas: number;
  /** How long 95 % of the users wait for the first token at most. */
  readonly firstToken: Duration;
}

/**
 * When somebody must be told about a model server. The metrics are those of vLLM 0.24.0.
 *
 * @param settings the server, and what is promised
 */
export function servingAlerts(settings: ServingAlertSettings): readonly AlertRule[] {
  const { name, namespace, replicas, firstToken } = settings;
  const series = `namespace="${namespace}",pod=~"${serviceName(name)}-.+"`;
  const labels = { server: name };
  const waiting = `sum(vllm:num_requests_waiting{${series}}) / count(vllm:num_requests_waiting{${series}})`;
  const bucket = `rate(vllm:time_to_first_token_seconds_bucket{${series}}[5m])`;
  return [
    {
      name: 'ModelServerDown',
      expr: `absent(vllm:num_requests_running{${series}})`,
      for: Duration.minutes(5),
      severity: 'critical',
      labels,
      summary: `No replica of ${name} answers.`,
      action: 'Look at the pods of the server and their events; roll back the release if they do not start.',
    },
    {
      name: 'ModelServerReplicasMissing',
      expr: `count(vllm:num_requests_running{${series},engine="0"}) < ${replicas}`,
      for: Duration.minutes(20),
      severity: 'warning',
      labels,
      summary: `{{ $value }} of ${replicas} replicas of ${name} answer.`,
      action: 'Look for pods that wait for GPUs or do not become ready, and for nodes that are gone.',
    },
    {
      name: 'ModelServerFirstTokenSlow',
      expr: `histogram_quantile(0.95, sum by (le) (${bucket})) > ${firstToken.seconds}`,
      for: Duration.minutes(10),
      severity: 'critical',
      labels,
      summary: `One user in twenty of ${name} waits {{ $value }} s or more for the first token.`,
      action: 'Compare the queue with the replicas; add replicas, or shed load at the gateway.',
    },
    {
      name: 'ModelServerQueueLong',
      expr: `${waiting} > 10`,
      for: Duration.minutes(10),
      severity: 'warning',
      labels,
      summary: `{{ $value }} requests wait at each replica of ${name}.`,
      action: 'Add replicas before users notice; look whether one client sends more than usual.',
    },
    {
      name: 'ModelServerCacheFull',
      expr: `avg(vllm:kv_cache_usage_perc{${series}}) > 0.9`,
      for: Duration.minutes(15),
      severity: 'warning',
      labels,
      summary: `The cache of ${name} is full to {{ $value | humanizePercentage }}: requests are put off and computed again.`,
      action: 'Add replicas, or lower the context of the model.',
    },
  ];
}
