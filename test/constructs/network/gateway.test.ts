import { Cidr, DatahallError, Duration, Gateway, GatewayCertificate, type GatewayProps, LoadBalancing } from 'datahall';
import { type IMonitored, MetalLb, Monitoring, type Stage } from 'datahall';
import { gatewayAlerts } from '../../../lib/network/gateway-alerts';
import { FakeModel } from '../../support/fake-model';
import { goodRouting } from '../../support/routing';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function gateway(stage: Stage, props: Partial<GatewayProps> = {}, id = 'public'): Gateway {
  return new Gateway(stage.network, id, { site: stage.site, ...props });
}

function withGateway(props: Partial<GatewayProps>, then: (it: Gateway, stage: Stage) => void = () => {}): Synthesized {
  return synth(oneStage((stage) => then(gateway(stage, props), stage)));
}

function specOf(out: Synthesized, kind: string, name = 'public'): unknown {
  return out.of(kind).find(({ metadata }) => metadata.name === name)?.['spec'];
}

/** A platform with a gateway, and models of the serving layer behind it. */
function served(route: (it: Gateway, stage: Stage) => void, props: Partial<GatewayProps> = {}): Synthesized {
  let it: Gateway;
  return synth(
    oneStage(
      (stage) => (it = gateway(stage, props)),
      (stage) => route(it, stage),
    ),
  );
}

describe('Gateway', () => {
  it('makes the controller, MetalLB and its own objects, without a finding of its own', () => {
    const out = withGateway({});
    expect(out.stopped).toBe(false);
    expect(out.codes.filter((code) => code.startsWith('DH33'))).toEqual([]);
    expect(out.releases.map(({ chart, name }) => [chart.name, name]).sort()).toEqual([
      ['gateway-helm', 'envoy-gateway'],
      ['metallb', 'metallb'],
    ]);
    expect(specOf(out, 'Gateway')).toHaveProperty('listeners', [
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
    ]);
    expect(specOf(out, 'EnvoyProxy')).toHaveProperty('provider.kubernetes.envoyService', {
      name: 'gateway-public',
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Cluster',
      annotations: { 'metallb.io/address-pool': 'vips-198-51-100-0-27' },
    });
  });

  it('balances as told, and cuts no answer short that is still allowed to go on', () => {
    const out = withGateway({ policy: LoadBalancing.random(), requestTimeout: Duration.minutes(90) });
    const backend = specOf(out, 'BackendTrafficPolicy');
    expect(backend).toHaveProperty('loadBalancer', { type: 'Random' });
    expect(backend).toHaveProperty('timeout.http', { requestTimeout: '1h30m', streamIdleTimeout: '1h30m' });
    expect(specOf(out, 'ClientTrafficPolicy')).toHaveProperty('timeout.http.streamIdleTimeout', '1h30m');
    expect(specOf(out, 'EnvoyProxy')).toHaveProperty('shutdown.drainTimeout', '1h30m');
  });

  it('shares controller, MetalLB and pool between the gateways of a stage', () => {
    const out = synth(
      oneStage((stage) => {
        const both = [gateway(stage), gateway(stage, {}, 'internal')];
        expect(both[0]!.nodes.controller).toBe(both[1]!.nodes.controller);
      }),
    );
    expect(out.stopped).toBe(false);
    expect(out.releases).toHaveLength(2);
    expect(out.of('IPAddressPool')).toHaveLength(1);
    expect(out.of('GatewayClass')).toHaveLength(1);
    expect(out.of('Gateway')).toHaveLength(2);
  });

  it.each<[string, (parts: { first: Gateway; second: Gateway; metalLb: MetalLb }) => readonly IMonitored[]]>([
    ['both', ({ first, second }) => [first, second]],
    ['both, the other way round', ({ first, second }) => [second, first]],
    ['both, and MetalLB itself', ({ first, second, metalLb }) => [metalLb, first, second]],
    ['the second alone', ({ second }) => [second]],
  ])('is measured with what gateways share, once: %s', (_, chosen) => {
    const out = synth(
      oneStage((stage) => {
        const metalLb = new MetalLb(stage.network, 'metallb');
        const parts = { metalLb, first: gateway(stage), second: gateway(stage, {}, 'internal') };
        const monitoring = new Monitoring(stage.observability, 'monitoring', { alerts: goodRouting() });
        monitoring.watch(...chosen(parts));
      }),
    );
    expect(out.codes).not.toContain('DH3404');
    expect(out.stopped).toBe(false);
    const rules = JSON.stringify(out.of('PrometheusRule'));
    for (const alert of ['EnvoyGatewayControllerDown', 'MetalLbControllerDown'])
      expect(rules.split(`"alert":"${alert}"`)).toHaveLength(2);
    const monitors = out.of('PodMonitor').map(({ metadata }) => metadata.name);
    expect(monitors.filter((name) => name.endsWith('-controller'))).toHaveLength(1);
  });

  it('tells the alerts of two gateways apart, also where what is summed up has no labels', () => {
    const [one, two] = ['public', 'internal'].map((name) => gatewayAlerts(name, 2));
    expect(one?.map(({ name, severity, action }) => [name, severity, action])).toEqual(
      two?.map(({ name, severity, action }) => [name, severity, action]),
    );
    expect(one?.every(({ labels }) => labels?.['gateway'] === 'public')).toBe(true);
    expect(two?.every(({ labels }) => labels?.['gateway'] === 'internal')).toBe(true);
  });

  it('sends requests to a model of a later layer, by its own consent, and only there', () => {
    const out = served((it, stage) => it.route('/v1', new FakeModel(stage.serving, 'llama')));
    expect(out.stopped).toBe(false);
    expect(specOf(out, 'HTTPRoute', 'public.v1')).toEqual({
      parentRefs: [{ name: 'public', sectionName: 'http' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
          backendRefs: [{ kind: 'Service', name: 'llama', namespace: 'llama', port: 80, weight: 100 }],
        },
      ],
    });
    expect(out.of('ReferenceGrant')).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'ReferenceGrant',
        metadata: { name: 'public.llama', namespace: 'llama' },
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'envoy-gateway-system' }],
          to: [{ group: '', kind: 'Service', name: 'llama' }],
        },
      },
    ]);
    const route = out.objects.find(({ object }) => object.kind === 'HTTPRoute');
    expect(route?.stack).toBe('lab-dev-traffic');
    const flows = out.objects.filter(({ path }) => /\/(To|From)-/.test(path));
    expect(flows.map(({ stack, path }) => `${stack} ${path}`).sort()).toEqual([
      expect.stringMatching(/^lab-dev-network network\/public\/To-serving-llama-.*8080$/),
      expect.stringMatching(/^lab-dev-serving-2026-11-0 serving\/llama\/From-network-public-8080$/),
    ]);
  });

  it('needs no consent in its own namespace', () => {
    const out = served((it, stage) => it.route('/', new FakeModel(stage.serving, 'echo', 'envoy-gateway-system')));
    expect(out.of('ReferenceGrant')).toEqual([]);
    expect(specOf(out, 'HTTPRoute')).toBeDefined();
  });

  it('gives a canary its share, and the rest to the target without a weight', () => {
    const out = served((it, stage) => {
      it.route('/v1', new FakeModel(stage.serving, 'stable'));
      it.route('/v1', new FakeModel(stage.serving, 'canary'), { weight: 10 });
    });
    const service = (name: string): object => ({ kind: 'Service', name, namespace: name, port: 80 });
    expect(specOf(out, 'HTTPRoute', 'public.v1')).toHaveProperty('rules.0.backendRefs', [
      { ...service('stable'), weight: 90 },
      { ...service('canary'), weight: 10 },
    ]);
  });

  it('keeps routes apart whose paths look alike', () => {
    const out = served((it, stage) => {
      const model = new FakeModel(stage.serving, 'llama');
      for (const path of ['/', '/v1/chat', '/v1-chat', '/v1_chat']) it.route(path, model);
    });
    expect(new Set(out.of('HTTPRoute').map(({ metadata }) => metadata.name)).size).toBe(4);
  });

  it('serves HTTPS with a certificate, and sends clients of HTTP there', () => {
    const certificate = GatewayCertificate.issuedBy('letsencrypt', ['models.example.com']);
    const out = served((it, stage) => it.route('/v1', new FakeModel(stage.serving, 'llama')), { certificate });
    expect(specOf(out, 'Gateway')).toHaveProperty('listeners.1', {
      port: 443,
      protocol: 'HTTPS',
      allowedRoutes: { namespaces: { from: 'Same' } },
      name: 'https',
      tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'public-tls' }] },
    });
    expect(specOf(out, 'Certificate')).toMatchObject({ secretName: 'public-tls', dnsNames: ['models.example.com'] });
    expect(specOf(out, 'HTTPRoute', 'public.v1')).toHaveProperty('parentRefs.0.sectionName', 'https');
    expect(specOf(out, 'HTTPRoute', 'public.to.https')).toHaveProperty('parentRefs.0.sectionName', 'http');
    const ingress = out.of('NetworkPolicy').find(({ metadata }) => metadata.name === 'network-public-fromclients');
    expect(ingress?.['spec']).toMatchObject({
      ingress: [{ from: [], ports: [{ port: 10080 }, { port: 10443 }] }],
    });
  });

  it('takes a certificate that is brought in a Secret', () => {
    const out = withGateway({ certificate: GatewayCertificate.inSecret('wildcard') });
    expect(out.of('Certificate')).toEqual([]);
    expect(JSON.stringify(specOf(out, 'Gateway'))).toContain('"name":"wildcard"');
  });

  it('asks for the address that it is given', () => {
    const out = withGateway({ virtualIps: Cidr.of('198.51.100.64/26'), address: '198.51.100.70' });
    expect(specOf(out, 'EnvoyProxy')).toHaveProperty('provider.kubernetes.envoyService.annotations', {
      'metallb.io/address-pool': 'vips-198-51-100-64-26',
      'metallb.io/loadBalancerIPs': '198.51.100.70',
    });
  });

  it('shares its address with no other gateway: DH3310', () => {
    const two = (address: string) =>
      synth(
        oneStage((stage) => {
          gateway(stage, { address: '198.51.100.10' });
          gateway(stage, { address }, 'second');
        }),
      );
    expect(two('198.51.100.11').codes).not.toContain('DH3310');
    expect(two('198.51.100.10').findings).toContainEqual(
      expect.objectContaining({ code: 'DH3310', path: 'network/second', got: '198.51.100.10' }),
    );
  });

  it('lets the API server be called by the controller only, not by the proxies that strangers talk to', () => {
    const out = withGateway({});
    const policies = out.of('NetworkPolicy').filter(({ metadata }) => metadata.namespace === 'envoy-gateway-system');
    const toApiServer = policies.filter((policy) => JSON.stringify(policy['spec']).includes('6443'));
    expect(toApiServer).toHaveLength(1);
    expect(toApiServer[0]).toHaveProperty('spec.podSelector.matchLabels', { 'datahall.dev/calls-api-server': 'true' });
    const operator = out.releases.find(({ name }) => name === 'envoy-gateway')!;
    const pod = { pod: { labels: { 'datahall.dev/calls-api-server': 'true' } } };
    expect(operator.values).toMatchObject({ deployment: pod, certgen: { job: pod } });
    const [release] = Object.entries(out.stack('lab-dev-network').resource['helm_release']!).filter(
      ([, { name }]) => name === 'envoy-gateway',
    );
    expect(JSON.stringify(release)).toContain('ToApiServer');
  });

  it.each<[string, Partial<GatewayProps>]>([
    ['DH1004', { replicas: 0 }],
    ['DH1004', { maxParallelRequests: 0.5 }],
    ['DH1004', { requestTimeout: Duration.seconds(0) }],
    ['DH3302', { virtualIps: Cidr.of('203.0.113.0/24') }],
    ['DH3307', { address: '198.51.101.1' }],
    ['DH3307', { address: '198.51.100.0/24' }],
    ['DH3307', { address: 'gateway.example.com' }],
  ])('reports %s of %j and writes nothing', (code, props) => {
    const out = withGateway(props);
    expect(out.codes).toContain(code);
    expect(out.stopped).toBe(true);
  });

  it.each<[string, (it: Gateway, a: FakeModel, b: FakeModel) => void]>([
    ['DH3304', (it, a) => void it.route('v1', a)],
    ['DH3304', (it, a) => void it.route('/v1/', a)],
    ['DH3304', (it, a) => void it.route('/v1/../admin', a)],
    ['DH3304', (it, a) => void it.route('/v1//chat', a)],
    ['DH1004', (it, a) => void it.route('/v1', a, { weight: 101 })],
    ['DH1105', (it, a) => void it.route('/v1', a).route('/v1', a, { weight: 10 })],
    ['DH3306', (it, a, b) => void it.route('/v1', a).route('/v1', b)],
    ['DH3305', (it, a, b) => void it.route('/v1', a, { weight: 50 }).route('/v1', b, { weight: 10 })],
  ])('reports %s of a route', (code, route) => {
    const out = served((it, stage) => {
      route(it, new FakeModel(stage.serving, 'a'), new FakeModel(stage.serving, 'b'));
    });
    expect(out.codes).toContain(code);
    expect(out.stopped).toBe(true);
  });

  it('refuses a name that leaves no room for those of its objects: DH1101', () => {
    const found = (length: number) => {
      const { findings } = synth(oneStage((stage) => void gateway(stage, {}, 'g'.repeat(length))));
      return findings.filter(({ code }) => code === 'DH1101').map(({ path }) => path.split('/')[0]);
    };
    expect(found(38)).toEqual([]);
    // Told at the gateway, not at the release of its routes, which nobody wrote.
    expect(found(39)).toContain('network');
  });

  it('refuses a certificate for no name: DH1004', () => {
    expect(() => GatewayCertificate.issuedBy('letsencrypt', [])).toThrow(DatahallError);
  });

  it('warns of a single proxy: DH3303', () => {
    const out = withGateway({ replicas: 1 });
    expect(out.stopped).toBe(false);
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH3303', severity: 'warning', path: 'network/public', got: '1 replica' }),
    );
  });
});
