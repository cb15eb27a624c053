import {
  Advertisement,
  type BgpOptions,
  type BgpRouter,
  Cidr,
  Duration,
  Gateway,
  GatewayCertificate,
  type GatewayProps,
  LoadBalancing,
  MetalLb,
  type MetalLbProps,
  type RoutableService,
  type RouteOptions,
  type WarmUpOptions,
} from 'datahall';
import { FakeModel } from '../../support/fake-model';
import { type PropsCase, propsOf } from './table';

const router = { address: '10.0.1.2', asn: 4200000101 };

export const NETWORK: readonly PropsCase[] = [
  propsOf<GatewayProps>(
    'GatewayProps',
    ({ share }) => ({ site: share }),
    {
      site: ({ share }) => share.site.share({}),
      policy: () => LoadBalancing.random(),
      virtualIps: () => Cidr.of('198.51.100.0/26'),
      address: () => '198.51.100.7',
      certificate: () => GatewayCertificate.inSecret('wildcard'),
      replicas: () => 3,
      requestTimeout: () => Duration.hours(1),
      maxParallelRequests: () => 100,
    },
    (stage, props) => new Gateway(stage.network, 'subject', props),
  ),
  propsOf<RouteOptions>(
    'RouteOptions',
    () => ({ weight: 10 }),
    { weight: () => 20 },
    (stage, options) => {
      const gateway = new Gateway(stage.network, 'subject', { site: stage.site });
      gateway.route('/v1', new FakeModel(stage.serving, 'first'));
      gateway.route('/v1', new FakeModel(stage.serving, 'second'), options);
    },
  ),
  propsOf<MetalLbProps>(
    'MetalLbProps',
    () => ({}),
    { advertisement: () => Advertisement.bgp({ asn: 65000, routers: [router] }) },
    (stage, props) => new MetalLb(stage.network, 'subject', props),
  ),
  propsOf<BgpOptions>(
    'BgpOptions',
    () => ({ asn: 65000, routers: [router] }),
    { asn: () => 65001, routers: () => [{ ...router, rack: 'lab-core-01' }] },
    (stage, options) => new MetalLb(stage.network, 'subject', { advertisement: Advertisement.bgp(options) }),
  ),
  propsOf<BgpRouter>(
    'BgpRouter',
    () => router,
    { address: () => '10.0.1.3', asn: () => 4200000102, rack: () => 'lab-core-01' },
    (stage, options) =>
      new MetalLb(stage.network, 'subject', { advertisement: Advertisement.bgp({ asn: 65000, routers: [options] }) }),
  ),
  propsOf<RoutableService>(
    'RoutableService',
    ({ stage }) => ({ name: 'model', namespace: stage.foundation.namespace('models'), port: 80 }),
    { name: () => 'service', namespace: ({ other }) => other, port: () => 8000 },
    (stage, service) => {
      const model = Object.assign(new FakeModel(stage.serving, 'model'), { service });
      new Gateway(stage.network, 'subject', { site: stage.site }).route('/v1', model);
    },
  ),
  propsOf<WarmUpOptions>(
    'WarmUpOptions',
    () => ({}),
    { warmUp: () => Duration.minutes(1) },
    (stage, options) => {
      const policy = LoadBalancing.leastConnections(options);
      new Gateway(stage.network, 'subject', { site: stage.site, policy });
    },
  ),
];
