import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { coreKindOf, NAMESPACED } from './core-kind';
import { block, blocks, renamed, same, text, texts } from './shape';

/** `v1` Service. */
export const service = coreKindOf(
  ServiceV1,
  {
    metadata: NAMESPACED,
    spec: block({
      type: same,
      selector: texts,
      ports: renamed(
        'port',
        blocks({ name: same, port: same, targetPort: text, protocol: same, appProtocol: same, nodePort: same }),
      ),
      clusterIP: renamed('clusterIp', same),
      clusterIPs: renamed('clusterIps', same),
      externalIPs: renamed('externalIps', same),
      externalName: same,
      externalTrafficPolicy: same,
      internalTrafficPolicy: same,
      healthCheckNodePort: same,
      ipFamilies: same,
      ipFamilyPolicy: same,
      allocateLoadBalancerNodePorts: same,
      loadBalancerClass: same,
      loadBalancerIP: renamed('loadBalancerIp', same),
      loadBalancerSourceRanges: same,
      publishNotReadyAddresses: same,
      sessionAffinity: same,
      sessionAffinityConfig: block({ clientIP: renamed('clientIp', block({ timeoutSeconds: same })) }),
    }),
  },
  // What gives it an address may be deployed after it.
  { defaults: { waitForLoadBalancer: false } },
);
