import { securityChanges, securityOf, securityTable } from '../../../../lib/plan/security';
import { object, said } from './objects';

describe('a Service', () => {
  const service = (spec: object): ReturnType<typeof object> =>
    object('v1', 'Service', 'team-a/web', { spec: { ports: [{ port: 80 }], ...spec } });
  const inside = service({});

  it.each([
    ['NodePort', { type: 'NodePort' }, ['broadened reachable at each node (NodePort): TCP 80']],
    [
      'LoadBalancer',
      { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false },
      ['broadened reachable from outside by a load balancer: TCP 80'],
    ],
    ['externalIPs', { externalIPs: ['192.0.2.1'] }, ['broadened takes traffic for an external IP: 192.0.2.1']],
    [
      'ExternalName',
      { type: 'ExternalName', externalName: 'a.example' },
      ['broadened stands for a name outside: a.example'],
    ],
    ['another selector', { selector: { app: 'db' } }, ['changed pods that answer: no pods of its own → app=db']],
    [
      'externalTrafficPolicy',
      { externalTrafficPolicy: 'Local' },
      ['changed whether pods see the address of clients (externalTrafficPolicy): Cluster → Local'],
    ],
  ])('is changed by %s', (_name, spec, expected) => {
    expect(said(securityChanges(inside, service(spec)))).toEqual(expected);
  });

  it('takes more callers when its ranges are widened, or gone', () => {
    const balanced = (...loadBalancerSourceRanges: string[]): ReturnType<typeof object> =>
      service({ type: 'LoadBalancer', loadBalancerSourceRanges });
    expect(said(securityChanges(balanced('10.0.0.0/9'), balanced('10.0.0.0/8')))).toEqual([
      'broadened addresses that may call the load balancer: 10.0.0.0/8 but 10.0.0.0/9',
    ]);
    expect(said(securityChanges(balanced('10.0.0.0/8'), balanced()))[0]).toContain('broadened');
    expect(securityChanges(balanced('10.0.0.0/9', '10.128.0.0/9'), balanced('10.0.0.0/8'))).toEqual([]);
  });
});

describe('an Ingress', () => {
  const ingress = (spec: object): ReturnType<typeof object> =>
    object('networking.k8s.io/v1', 'Ingress', 'team-a/web', { spec });
  const rules = (host?: string): object[] => [{ host, http: { paths: [{ path: '/' }] } }];

  it('without TLS is broader', () => {
    const tls = [{ hosts: ['*.example'] }];
    const secured = ingress({ rules: rules('a.example'), tls });
    expect(said(securityChanges(secured, ingress({ rules: rules('a.example') })))).toEqual([
      'broadened without TLS: a.example',
    ]);
  });

  it('for any name is broader', () => {
    const texts = said(
      securityChanges(undefined, ingress({ rules: rules('*.example'), tls: [{ hosts: ['*.example'] }] })),
    );
    expect(texts).toContain('broadened takes requests for all names of a domain: *.example');
    expect(said(securityChanges(undefined, ingress({ defaultBackend: {} })))).toContain(
      'broadened without TLS: any host',
    );
  });
});

describe('an Ingress that stays', () => {
  const path = (name: string): object => ({ path: '/', backend: { service: { name, port: { number: 80 } } } });
  const ingress = (annotations: object = {}, spec: object = {}): ReturnType<typeof object> =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'team-a/web',
      { spec: { ingressClassName: 'inside', rules: [{ host: 'a.example', http: { paths: [path('web')] } }], ...spec } },
      { annotations },
    );
  const NGINX = 'nginx.ingress.kubernetes.io';

  it('may be published by another controller', () => {
    expect(securityChanges(ingress(), ingress({}, { ingressClassName: 'public' }))).toMatchObject([
      { direction: 'changed', detail: 'inside → public', severity: 'high' },
    ]);
    const annotated = ingress({ 'kubernetes.io/ingress.class': 'inside' }, { ingressClassName: undefined });
    expect(securityChanges(ingress(), annotated)).toEqual([]);
  });

  it('may be answered by something else', () => {
    const other = ingress({}, { rules: [{ host: 'a.example', http: { paths: [path('admin')] } }] });
    expect(said(securityChanges(ingress(), other))).toEqual([
      'changed what answers: a.example/: Service web:80 → Service admin:80',
    ]);
    const fallback = (name: string): ReturnType<typeof ingress> =>
      ingress({}, { defaultBackend: { resource: { kind: 'Bucket', name } } });
    expect(said(securityChanges(fallback('a'), fallback('b')))).toEqual([
      'changed what answers: any other request: Bucket a → Bucket b',
    ]);
  });

  it.each(['auth-type', 'auth-url', 'auth-tls-secret'])('is broader when it loses %s', (name) => {
    const asking = ingress({ [`${NGINX}/${name}`]: 'x' });
    const detail = `${NGINX}/${name}`;
    expect(securityChanges(asking, ingress())).toMatchObject([{ direction: 'broadened', detail, severity: 'high' }]);
    expect(securityChanges(ingress(), asking)).toMatchObject([{ direction: 'narrowed', detail }]);
    expect(securityChanges(asking, ingress({ [detail]: 'y' }))).toMatchObject([
      { direction: 'changed', what: 'how callers log in', detail, severity: 'high' },
    ]);
  });

  it('never says the value of an annotation', () => {
    const snippet = (value: string): ReturnType<typeof ingress> => ingress({ [`${NGINX}/auth-snippet`]: value });
    const changes = [...securityChanges(snippet('one'), snippet('two')), ...securityChanges(snippet('one'), ingress())];
    expect(changes.map(({ direction }) => direction)).toEqual(['changed', 'changed']);
    expect(JSON.stringify(changes)).not.toMatch(/one|two/);
  });

  it.each(['whitelist-source-range', 'allowlist-source-range'])(
    'is broader when %s has more addresses, or goes',
    (name) => {
      const from = (ranges: string): ReturnType<typeof ingress> => ingress({ [`${NGINX}/${name}`]: ranges });
      expect(said(securityChanges(from('10.0.0.0/9'), from('10.0.0.0/8')))).toEqual([
        'broadened addresses that may call the Ingress: 10.0.0.0/8 but 10.0.0.0/9',
      ]);
      expect(securityChanges(from('10.0.0.0/9, 10.128.0.0/9'), from('10.0.0.0/8'))).toEqual([]);
      expect(securityChanges(from('10.0.0.0/8'), ingress())[0]).toMatchObject({
        direction: 'broadened',
        severity: 'high',
      });
      expect(securityChanges(from('10.0.0.1'), from('10.0.0.1/32'))).toEqual([]);
      expect(securityChanges(from('10.0.0.0/8'), from('all'))).toMatchObject([{ what: 'cannot be read' }]);
    },
  );
});

describe('the Gateway API', () => {
  const API = 'gateway.networking.k8s.io/v1';
  const gateway = (listener: object): ReturnType<typeof object> =>
    object(API, 'Gateway', 'edge/public', {
      spec: { listeners: [{ name: 'web', port: 443, protocol: 'HTTPS', hostname: 'a.example', ...listener }] },
    });
  const routes = (namespaces: object): ReturnType<typeof gateway> => gateway({ allowedRoutes: { namespaces } });

  it('says listeners without TLS', () => {
    const texts = said(securityChanges(gateway({}), gateway({ protocol: 'HTTP', port: 80 })));
    expect(texts).toContain('broadened without TLS: listener web: HTTP 80');
  });

  it('says wildcards of host names', () => {
    const texts = said(securityChanges(gateway({}), gateway({ hostname: '*.example' })));
    expect(texts).toEqual(['broadened takes requests for many host names: listener web: HTTPS 443, *.example']);
  });

  it('says whose routes a listener takes', () => {
    const labels = { 'kubernetes.io/metadata.name': 'edge' };
    expect(securityChanges(gateway({}), routes({ from: 'Same' }))).toEqual([]);
    expect(securityChanges(gateway({}), routes({ from: 'Selector', selector: { matchLabels: labels } }))).toEqual([]);
    expect(said(securityChanges(gateway({}), routes({ from: 'All' })))[0]).toContain(
      'broadened namespaces whose routes are taken',
    );
    expect(said(securityChanges(gateway({}), gateway({ tls: { mode: 'Passthrough' } })))[0]).toContain(
      'Terminate → Passthrough',
    );
  });

  const route = object(API, 'HTTPRoute', 'team-a/web', {
    spec: { rules: [{ backendRefs: [{ name: 'db', namespace: 'team-b', port: 80 }] }] },
  });
  const grant = object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'team-b/grant', {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'team-a' }],
      to: [{ group: '', kind: 'Service' }],
    },
  });

  it('says routes to other namespaces, and grants', () => {
    expect(said(securityChanges(undefined, route))).toEqual([
      'broadened sends to another namespace, where that one allows it (ReferenceGrant): Service team-b/db',
    ]);
    expect(said(securityChanges(undefined, grant))).toEqual([
      'broadened lets other namespaces refer to its objects: HTTPRoute/team-a may use Service of any name',
    ]);
  });

  const published = (spec: object, kind = 'HTTPRoute'): ReturnType<typeof object> =>
    object(API, kind, 'team-a/web', { spec: { parentRefs: [{ name: 'public', namespace: 'edge' }], ...spec } });
  const rule = (name: string, value: string): object => ({
    matches: [{ path: { value } }],
    backendRefs: [{ name, port: 80 }],
  });
  const hosts = (...hostnames: string[]): object => ({ hostnames, rules: [rule('web', '/')] });

  it('says what a Gateway publishes by a route, and only what is new', () => {
    expect(securityChanges(undefined, published(hosts('a.example')))).toMatchObject([
      {
        direction: 'broadened',
        what: 'published by a Gateway',
        detail: 'a.example/ to Service team-a/web:80 at edge/public',
        severity: 'medium',
      },
    ]);
    const more = published({ hostnames: ['a.example'], rules: [rule('web', '/'), rule('admin', '/admin')] });
    expect(said(securityChanges(published(hosts('a.example')), more))).toEqual([
      'broadened published by a Gateway: a.example/admin to Service team-a/admin:80 at edge/public',
    ]);
    expect(said(securityChanges(published(hosts('a.example', 'b.example')), published(hosts('a.example'))))).toEqual([
      'narrowed published by a Gateway: b.example/ to Service team-a/web:80 at edge/public',
    ]);
  });

  it('says that a route is attached to another Gateway', () => {
    const inside = published({ ...hosts('a.example'), parentRefs: [{ name: 'inside', namespace: 'edge' }] });
    expect(said(securityChanges(inside, published(hosts('a.example'))))).toEqual([
      'broadened published by a Gateway: a.example/ to Service team-a/web:80 at edge/public',
      'narrowed published by a Gateway: a.example/ to Service team-a/web:80 at edge/inside',
    ]);
    const mesh = published({ ...hosts('a.example'), parentRefs: [{ group: '', kind: 'Service', name: 'web' }] });
    expect(securityChanges(undefined, mesh)).toEqual([]);
  });

  it.each([
    ['GRPCRoute', { rules: [{ matches: [{ method: { service: 'a.B' } }], backendRefs: [{ name: 'b', port: 1 }] }] }],
    ['TLSRoute', { rules: [{ backendRefs: [{ name: 'b', port: 1 }] }] }],
  ])('says what a %s publishes', (kind, spec) => {
    const path = kind === 'GRPCRoute' ? '/a.B/*' : '';
    expect(said(securityChanges(undefined, published(spec, kind)))).toEqual([
      `broadened published by a Gateway: any host${path} to Service team-a/b:1 at edge/public`,
    ]);
  });

  it('says that both together take effect', () => {
    expect(said(securityOf([{ before: route, after: route }, { after: grant }]))).toEqual([
      'broadened traffic between namespaces takes effect: HTTPRoute/team-a web to Service team-b/db',
    ]);
    expect(securityOf([{ after: route }])).toEqual([]);
    expect(securityTable([{ after: route }, { after: grant }])).toHaveLength(3);
  });
});
