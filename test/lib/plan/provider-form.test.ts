import type { JsonObject } from '../../../lib/plan/json';
import { fromProviderForm } from '../../../lib/plan/provider-form';
import { change, reportOfChanges } from '../../support/plans';

describe('an object in the form of the provider', () => {
  test('has no end of a range of ports where a state says 0: nobody set it', () => {
    const ports = [
      { port: '53', protocol: 'UDP', end_port: 0 },
      { port: '1', protocol: 'TCP', end_port: 9 },
    ];
    expect(fromProviderForm({ spec: [{ egress: [{ ports, to: [] }] }] })).toEqual({
      spec: {
        egress: [
          {
            ports: [
              { port: '53', protocol: 'UDP' },
              { port: '1', protocol: 'TCP', endPort: 9 },
            ],
          },
        ],
      },
    });
  });

  test('has the ports of a Service and of a container, and the port of a backend', () => {
    const service = { spec: [{ type: 'LoadBalancer', port: [{ name: '', port: 80, node_port: 0 }] }] };
    expect(fromProviderForm(service)).toEqual({ spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 0 }] } });
    const backend = [{ service: [{ name: 'web', port: [{ name: '', number: 80 }] }], resource: [] }];
    const rule = [{ host: 'a.example.com', http: [{ path: [{ path: '/', path_type: 'Prefix', backend }] }] }];
    expect(fromProviderForm({ spec: [{ rule }] })).toEqual({
      spec: {
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
            },
          },
        ],
      },
    });
  });

  test('has names that no rule tells', () => {
    const given = { spec: [{ insecure_skip_tls_verify: true, external_ips: ['192.0.2.1'] }] };
    expect(fromProviderForm(given)).toEqual({ spec: { insecureSkipTLSVerify: true, externalIPs: ['192.0.2.1'] } });
  });

  test('has no user where a state says an empty text, and a number where it says one', () => {
    const user = (run_as_user: string) => fromProviderForm({ security_context: [{ run_as_user, privileged: true }] });
    expect(user('')).toEqual({ securityContext: { privileged: true } });
    expect(user('1000')).toEqual({ securityContext: { runAsUser: 1000, privileged: true } });
    expect(user('root')).toEqual({ securityContext: { runAsUser: 'root', privileged: true } });
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'roles that a role gathers',
      { aggregation_rule: [{ cluster_role_selectors: [{ match_labels: { 'a/b_c': 'x' }, match_expressions: [] }] }] },
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'a/b_c': 'x' } }] } },
    ],
    [
      'what a webhook selects',
      { webhook: [{ object_selector: [{ match_labels: { a: 'b' } }], rule: [{ operations: ['*'] }] }] },
      { webhooks: [{ objectSelector: { matchLabels: { a: 'b' } }, rules: [{ operations: ['*'] }] }] },
    ],
    [
      'a volume of several sources',
      {
        volume: [
          {
            projected: [
              {
                sources: [
                  { service_account_token: [{ path: 't' }], config_map: [], secret: [] },
                  { config_map: [{ name: 'c', items: [{ key: 'a', path: 'b' }] }] },
                  {
                    secret: [{ name: 's' }],
                    downward_api: [{ items: [{ path: 'p', field_ref: [{ field_path: 'f' }] }] }],
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        volumes: [
          {
            projected: {
              sources: [
                { serviceAccountToken: { path: 't' } },
                { configMap: { name: 'c', items: [{ key: 'a', path: 'b' }] } },
                { secret: { name: 's' }, downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'f' } }] } },
              ],
            },
          },
        ],
      },
    ],
    [
      'the security of a pod',
      {
        security_context: [
          {
            windows_options: [{ host_process: true }],
            se_linux_options: [{ type: 'spc_t' }],
            sysctl: [{ name: 'a', value: '1' }],
            supplemental_groups: [1],
          },
        ],
      },
      {
        securityContext: {
          windowsOptions: { hostProcess: true },
          seLinuxOptions: { type: 'spc_t' },
          sysctls: [{ name: 'a', value: '1' }],
          supplementalGroups: [1],
        },
      },
    ],
    [
      'the life of a container',
      {
        container: [
          {
            lifecycle: [{ pre_stop: [{ exec: [{ command: ['a'] }] }] }],
            liveness_probe: [{ grpc: [{ port: 1, service: '' }] }],
            startup_probe: [{ http_get: [{ http_header: [{ name: 'a', value: 'b' }] }] }],
            volume_device: [{ name: 'd' }],
          },
        ],
      },
      {
        containers: [
          {
            lifecycle: { preStop: { exec: { command: ['a'] } } },
            livenessProbe: { grpc: { port: 1 } },
            startupProbe: { httpGet: { httpHeaders: [{ name: 'a', value: 'b' }] } },
            volumeDevices: [{ name: 'd' }],
          },
        ],
      },
    ],
    [
      'where a pod runs',
      {
        affinity: [
          {
            node_affinity: [
              {
                required_during_scheduling_ignored_during_execution: [
                  { node_selector_term: [{ match_expressions: [{ key: 'a', operator: 'Exists' }] }] },
                ],
              },
            ],
            pod_affinity: [
              {
                required_during_scheduling_ignored_during_execution: [
                  { label_selector: [{ match_labels: { a: 'b' } }] },
                ],
              },
            ],
          },
        ],
        topology_spread_constraint: [{ max_skew: 1 }],
      },
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
            },
          },
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { a: 'b' } } }],
          },
        },
        topologySpreadConstraints: [{ maxSkew: 1 }],
      },
    ],
    [
      'the claims of a set, and that of a pod',
      {
        spec: [
          {
            volume_claim_template: [{ metadata: [{ name: 'a' }] }],
            template: [{ spec: [{ volume: [{ ephemeral: [{ volume_claim_template: [{ spec: [{}] }] }] }] }] }],
            update_strategy: [{ rolling_update: [{ partition: 0 }] }],
          },
        ],
      },
      {
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'a' } }],
          template: { spec: { volumes: [{ ephemeral: { volumeClaimTemplate: { spec: {} } } }] } },
          updateStrategy: { rollingUpdate: { partition: 0 } },
        },
      },
    ],
    [
      'a volume of the cluster, whose source stands in it',
      {
        spec: [
          {
            capacity: { a_b: '1' },
            persistent_volume_source: [{ csi: [{ driver: 'd' }], host_path: [] }],
            claim_ref: [],
          },
        ],
      },
      { spec: { capacity: { a_b: '1' }, csi: { driver: 'd' } } },
    ],
    [
      'what scales',
      {
        spec: [
          {
            metric: [
              { type: 'External', external: [{ metric: [{ name: 'm', selector: [{ match_labels: { a: 'b' } }] }] }] },
            ],
            behavior: [{ scale_down: [{ policy: [{ type: 'Pods' }] }] }],
          },
        ],
      },
      {
        spec: {
          metrics: [{ type: 'External', external: { metric: { name: 'm', selector: { matchLabels: { a: 'b' } } } } }],
          behavior: { scaleDown: { policies: [{ type: 'Pods' }] } },
        },
      },
    ],
    [
      'the Secrets of an account',
      { secret: [{ name: 'a' }], image_pull_secret: [{ name: 'b' }] },
      { secrets: [{ name: 'a' }], imagePullSecrets: [{ name: 'b' }] },
    ],
    [
      'places of a class of volumes',
      { allowed_topologies: [{ match_label_expressions: [{ key: 'a', values: ['b'] }] }] },
      { allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] },
    ],
    [
      'ranges and endpoints',
      {
        endpoint: [{ condition: [{ ready: true }], target_ref: [{ name: 'a' }] }],
        subset: [{ address: [{ ip: 'b' }] }],
      },
      {
        endpoints: [{ conditions: { ready: true }, targetRef: { name: 'a' } }],
        subsets: [{ addresses: [{ ip: 'b' }] }],
      },
    ],
    [
      'selectors, which are a map in a Service',
      { spec: [{ selector: { a_b: 'c' } }] },
      { spec: { selector: { a_b: 'c' } } },
    ],
    [
      'and blocks elsewhere',
      { spec: [{ selector: [{ match_labels: { a_b: 'c' } }] }] },
      { spec: { selector: { matchLabels: { a_b: 'c' } } } },
    ],
  ])('has %s', (_, given, expected) => {
    expect(fromProviderForm(given)).toEqual(expected);
  });

  test('tells every block of a pod that gives rights', () => {
    const pod = (template: JsonObject): JsonObject =>
      change({
        address: 'kubernetes_deployment_v1.a',
        actions: ['create'],
        after: { metadata: [{ name: 'a', namespace: 'b' }], spec: [{ template: [{ spec: [template] }] }] },
      });
    const token = { volume: [{ name: 'v', projected: [{ sources: [{ service_account_token: [{ path: 't' }] }] }] }] };
    const { security } = reportOfChanges([
      pod({ ...token, host_network: true, container: [{ name: 'c', security_context: [{ privileged: true }] }] }),
    ]);
    expect(JSON.stringify(security)).not.toContain('cannot be read');
    expect(JSON.stringify(security)).toContain('privileged');
  });
});
