import {
  Cidr,
  CephCluster,
  Foundation,
  type FoundationProps,
  type NamespaceOptions,
  PodNetwork,
  Site,
  type SiteAddresses,
  type SiteOptions,
  type Stage,
} from 'datahall';
import { oneStage, smallSite } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function namespaceWith(...options: NamespaceOptions[]): Synthesized {
  return synth(oneStage((stage) => options.forEach((each) => void stage.foundation.namespace('apps', each))));
}

/** A stage on a site with more addresses. */
function siteWith(
  more: Partial<SiteAddresses>,
  options: Partial<SiteOptions>,
  platform: (stage: Stage) => void,
): Synthesized {
  const small = smallSite().options;
  const addresses = { ...small.addresses, ...more };
  return synth(oneStage(platform, undefined, new Site('lab', { ...small, ...options, addresses })));
}

const callsApiServer = (stage: Stage): void => void stage.foundation.namespace('apps', { callsApiServer: true });

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

  it('asks pods of the DNS for names, and the cache of its host', () => {
    const system = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
    expect(namespaceWith({}).of('NetworkPolicy')[1]?.['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            { ...system, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
            { ...system, podSelector: { matchLabels: { 'k8s-app': 'node-local-dns' } } },
            { ipBlock: { cidr: '169.254.20.10/32' } },
          ],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  it('asks the addresses of services for names where they are known, and opens them for nothing else', () => {
    const out = siteWith({ services: Cidr.of('10.96.0.0/12') }, {}, callsApiServer);
    const open = out.of('NetworkPolicy').filter((policy) => JSON.stringify(policy).includes('10.96.0.0/12'));
    expect(open.map(({ metadata }) => metadata.name)).toEqual(['allow-dns']);
  });

  it('lets hosts in from the pod range where pods are in an overlay, and only there', () => {
    const pods = Cidr.of('10.244.0.0/16');
    const peers = (podNetwork: PodNetwork): unknown =>
      siteWith({ pods }, { podNetwork }, (stage) => {
        new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
      })
        .of('NetworkPolicy')
        .map(({ spec }) => spec as { ingress?: readonly { from: readonly object[]; ports?: readonly object[] }[] })
        .flatMap(({ ingress = [] }) => ingress)
        .find(({ ports = [] }) => JSON.stringify(ports).includes('3300'))?.from;
    const own = { ipBlock: { cidr: '10.0.0.0/16' } };
    expect(peers(PodNetwork.routed())).toEqual([own]);
    expect(peers(PodNetwork.overlay())).toEqual([own, { ipBlock: { cidr: '10.244.0.0/16' } }]);
  });

  it('has an API server at one address at least: DH1004, because no address means all to Kubernetes', () => {
    const codes = (props: FoundationProps) =>
      synth(oneStage((stage) => new Foundation(stage.network, 'own', props))).codes;
    expect(codes({ hosts: [] })).toContain('DH1004');
    expect(codes({})).not.toContain('DH1004');
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

  it('takes more labels, but none with two values: DH1106', () => {
    const marked = (value: string) =>
      synth(
        oneStage((stage) => {
          stage.foundation.namespace('apps', { labels: { team: 'a' } });
          stage.foundation.namespace('apps', { labels: { team: value, more: 'yes' } });
        }),
      );
    expect(marked('a').of('Namespace')[0]?.metadata.labels).toMatchObject({ team: 'a', more: 'yes' });
    expect(marked('b').findings).toContainEqual(
      expect.objectContaining({ code: 'DH1106', got: '{"labels":{"team":"b"}}', allowed: '{"labels":{"team":"a"}}' }),
    );
  });

  it.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])(
    'is not %s, which each cluster has: DH1114',
    (name) => {
      expect(synth(oneStage((stage) => void stage.foundation.namespace(name))).codes).toContain('DH1114');
    },
  );

  it('has a name that Kubernetes takes: DH1101', () => {
    expect(synth(oneStage((stage) => void stage.foundation.namespace('Team_A'))).codes).toContain('DH1101');
  });
});
