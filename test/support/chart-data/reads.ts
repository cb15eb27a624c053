import type { TemplateRead } from '../../../lib/charts/verify/key-verdict';

const KUEUE_DOCUMENT = 'managerConfig.controllerManagerConfigYaml';

/**
 * Keys of ours that charts read although neither values.yaml nor a schema names them, by chart. Each names the file
 * that reads it.
 */
export const READS: Readonly<Record<string, readonly TemplateRead[]>> = {
  'gpu-operator': [
    { path: 'dcgmExporter.config', reason: 'templates/dcgm_exporter_config.yaml, templates/clusterpolicy.yaml' },
  ],
  'gateway-helm': [
    {
      path: 'config.envoyGateway.provider.kubernetes',
      reason: 'templates/envoy-gateway-rbac.yaml, and the controller',
    },
  ],
  'kube-prometheus-stack': [
    { path: 'prometheusOperator.priorityClassName', reason: 'templates/prometheus-operator/deployment.yaml' },
    { path: 'alertmanager.config', reason: 'templates/alertmanager/secret.yaml writes the whole document' },
    { path: 'alertmanager.alertmanagerSpec.configSecret', reason: 'templates/alertmanager/alertmanager.yaml' },
    { path: 'kube-state-metrics.priorityClassName', reason: 'charts/kube-state-metrics/templates/deployment.yaml' },
    {
      path: 'prometheus-node-exporter.priorityClassName',
      reason: 'charts/prometheus-node-exporter/templates/daemonset.yaml',
    },
    { path: 'grafana.persistence.storageClassName', reason: 'charts/grafana/templates/pvc.yaml' },
  ],
  'ceph-csi-drivers': [
    {
      path: 'operatorConfig.driverSpecDefaults.controllerPlugin.priorityClassName',
      reason: 'templates/operatorConfig.yaml',
    },
  ],
  kueue: [
    'manageJobsWithoutQueueName',
    'managedJobsNamespaceSelector',
    'waitForPodsReady',
    'fairSharing',
    'resources',
    'objectRetentionPolicies',
    'controller.groupKindConcurrency',
    'integrations.labelKeysToCopy',
    'metrics.enableClusterQueueResources',
  ].map((key) => ({
    path: `${KUEUE_DOCUMENT}.${key}`,
    reason: 'apis/config/v1beta2/configuration_types.go; a comment in the default document',
  })),
};

/** Values that hold a YAML document as text, by chart. */
export const DOCUMENTS: Readonly<Record<string, readonly string[]>> = { kueue: [KUEUE_DOCUMENT] };
