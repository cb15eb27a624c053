import type { KubernetesObject } from '../kubernetes/object';

/** What Prometheus scrapes: all pods with some labels, at one port. */
export interface PodScrape {
  /** Name of the PodMonitor. */
  readonly name: string;
  /** Namespace of the PodMonitor; with its name it is the label `job`. */
  readonly namespace: string;
  /** Namespace of the pods. */
  readonly podNamespace: string;
  /** Labels of the pods; none mean all pods of the namespace. */
  readonly pods: Readonly<Record<string, string>>;
  /** TCP port of the pods. */
  readonly port: number;
  /** Path of the metrics. */
  readonly path: string;
  /** Scheme; certificates of pods are not checked, nobody signed them. */
  readonly scheme: 'http' | 'https';
}

/**
 * The PodMonitor of pods. Prometheus finds pods by the ports that they declare, and silently drops those that do not
 * declare the port of their metrics. Here the address is made from the pod and the port instead, and what is left of
 * a pod's several declared ports is the same target, which Prometheus scrapes once.
 *
 * @param scrape pods and port
 */
export function podMonitor(scrape: PodScrape): KubernetesObject {
  const { name, namespace, podNamespace, pods, port, path, scheme } = scrape;
  const address = { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_ip'], targetLabel: '__address__' };
  const endpoint = {
    path,
    scheme,
    relabelings: [
      { ...address, regex: '([^:]+)', replacement: `$1:${port}` },
      { ...address, regex: '(.*:.*)', replacement: `[$1]:${port}` },
      { action: 'labeldrop', regex: 'container|endpoint' },
      { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    ],
    ...(scheme === 'https' ? { tlsConfig: { insecureSkipVerify: true } } : {}),
  };
  const spec = {
    namespaceSelector: { matchNames: [podNamespace] },
    selector: Object.keys(pods).length === 0 ? {} : { matchLabels: pods },
    podMetricsEndpoints: [endpoint],
  };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name, namespace }, spec };
}
