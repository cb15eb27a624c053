import type { NamespaceOptions } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function namespaceWith(...options: NamespaceOptions[]): Synthesized {
  return synth(oneStage((stage) => options.forEach((each) => void stage.foundation.namespace('apps', each))));
}

function policies(out: Synthesized): readonly string[] {
  return out.of('NetworkPolicy').map((policy) => policy.metadata.name);
}

describe('Namespace', () => {
  it('denies everything but names and its own pods, and enforces the restricted level', () => {
    const out = namespaceWith({});
    expect(policies(out)).toEqual(['default-deny', 'allow-dns', 'allow-internal']);
    expect(out.of('NetworkPolicy')[0]?.['spec']).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(out.of('Namespace')[0]?.metadata.labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
    });
  });

  it('opens to the API server only by its hosts and ports', () => {
    const out = namespaceWith({ callsApiServer: true, webhookPorts: [9443], internalTraffic: false });
    expect(policies(out)).toEqual(['default-deny', 'allow-dns', 'allow-api-server', 'allow-webhooks']);
    const hosts = [{ ipBlock: { cidr: '10.0.0.0/16' } }];
    expect(out.of('NetworkPolicy')[2]?.['spec']).toMatchObject({ egress: [{ to: hosts }] });
    // The API server may come from an address of a tunnel, which no host has.
    expect(out.of('NetworkPolicy')[3]?.['spec']).toMatchObject({
      ingress: [{ from: [], ports: [{ port: 9443, protocol: 'TCP' }] }],
    });
  });

  it('reaches Terraform in the form of the provider', () => {
    const out = namespaceWith({ quota: { 'requests.nvidia.com/gpu': '16' } });
    const { resource } = out.stack('lab-dev-foundation');
    expect(Object.values(resource['kubernetes_resource_quota_v1'] ?? {})[0]).toMatchObject({
      metadata: { name: 'quota', namespace: 'apps' },
      spec: { hard: { 'requests.nvidia.com/gpu': '16' } },
      provider: 'kubernetes',
    });
    expect(Object.values(resource['kubernetes_network_policy_v1'] ?? {})).toHaveLength(3);
  });

  it('is shared by all who ask for the same: DH1106 for those who do not', () => {
    expect(namespaceWith({}, { podSecurity: 'restricted' }).findings.map((each) => each.code)).toEqual(['DH4008']);
    expect(namespaceWith({}, { podSecurity: 'privileged' }).codes).toContain('DH1106');
  });

  it('has a name that Kubernetes takes: DH1101', () => {
    expect(synth(oneStage((stage) => void stage.foundation.namespace('Team_A'))).codes).toContain('DH1101');
  });
});
