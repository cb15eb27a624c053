import {
  Advertisement,
  type BgpOptions,
  Cidr,
  Duration,
  Gateway,
  GatewayCertificate,
  type GatewayProps,
  LoadBalancing,
  MetalLb,
  type MetalLbProps,
  type RouteOptions,
  type WarmUpOptions,
} from 'datahall';
import { FakeModel } from '../../support/fake-model';
import { smallShare, smallSite } from '../../support/small-site';
import { type PropsCase, propsOf } from './table';

const router = { address: '10.0.1.2', asn: 4200000101 };

export const NETWORK: readonly PropsCase[] = [
  propsOf<GatewayProps>(
    'GatewayProps',
    ({ share }) => ({ site: share }),
    {
      site: () => ({ site: smallShare(smallSite('other')) }),
      policy: () => ({ policy: LoadBalancing.random() }),
      virtualIps: () => ({ virtualIps: Cidr.of('198.51.100.0/26') }),
      address: () => ({ address: '198.51.100.7' }),
      certificate: () => ({ certificate: GatewayCertificate.inSecret('wildcard') }),
      replicas: () => ({ replicas: 3 }),
      requestTimeout: () => ({ requestTimeout: Duration.hours(1) }),
      maxParallelRequests: () => ({ maxParallelRequests: 100 }),
    },
    (stage, props) => new Gateway(stage.network, 'subject', props),
  ),
  propsOf<RouteOptions>(
    'RouteOptions',
    () => ({}),
    { weight: () => ({ weight: 10 }) },
    (stage, options) => {
      const gateway = new Gateway(stage.network, 'subject', { site: stage.site });
      gateway.route('/v1', new FakeModel(stage.serving, 'first'), { weight: 90 });
      gateway.route('/v1', new FakeModel(stage.serving, 'second'), options);
      gateway.route('/v2', new FakeModel(stage.serving, 'third'), options);
    },
  ),
  propsOf<MetalLbProps>(
    'MetalLbProps',
    () => ({}),
    { advertisement: () => ({ advertisement: Advertisement.bgp({ asn: 65000, routers: [router] }) }) },
    (stage, props) => new MetalLb(stage.network, 'subject', props),
  ),
  propsOf<BgpOptions>(
    'BgpOptions',
    () => ({ asn: 65000, routers: [router] }),
    { asn: () => ({ asn: 65001 }), routers: () => ({ routers: [{ ...router, rack: 'lab-core-01' }] }) },
    (stage, options) => new MetalLb(stage.network, 'subject', { advertisement: Advertisement.bgp(options) }),
  ),
  propsOf<WarmUpOptions>(
    'WarmUpOptions',
    () => ({}),
    { warmUp: () => ({ warmUp: Duration.minutes(1) }) },
    (stage, options) => {
      new Gateway(stage.network, 'subject', { site: stage.site, policy: LoadBalancing.leastConnections(options) });
    },
  ),
];
