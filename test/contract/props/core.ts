import {
  ChartSet,
  ChartSource,
  Cidr,
  ClusterLink,
  type ClusterLinkProps,
  type ClusterProviders,
  connect,
  CoreObject,
  type CoreObjectProps,
  CustomResources,
  type CustomResourcesProps,
  Duration,
  type Endpoint,
  Foundation,
  type FoundationProps,
  HelmRelease,
  type HelmReleaseProps,
  type NamespaceOptions,
  open,
  type OpenFlow,
  PodGroup,
  type Stage,
} from 'datahall';
import type { MetallbValues } from '../../../lib/charts/values/metallb';
import { type PropsCase, propsOf } from './table';

const map = (mode: string): CoreObjectProps['object'] => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'apps' },
  data: { mode },
});

/** Providers of the stack besides its own. */
function providersOf(stage: Stage, alias: string): ClusterProviders {
  return new ClusterLink(stage.network, alias, { context: alias, path: '~/.kube/config', alias }).providers;
}

export const CORE: readonly PropsCase[] = [
  propsOf<HelmReleaseProps<MetallbValues>>(
    'HelmReleaseProps',
    ({ stage }) => ({ chart: stage.foundation.charts.pin('metallb'), namespace: stage.foundation.namespace('apps') }),
    {
      chart: () => ChartSet.of('2026.10').pin('metallb'),
      namespace: ({ other }) => other,
      values: () => ({ loadBalancerClass: 'x' }),
      name: () => 'lb',
      timeout: () => Duration.minutes(1),
      atomic: () => false,
      stateful: () => true,
      after: ({ first }) => [first],
      transform: () => (config) => ({ ...config, description: 'changed' }),
    },
    (stage, props) => new HelmRelease(stage.network, 'subject', props),
  ),
  propsOf<CoreObjectProps>(
    'CoreObjectProps',
    () => ({ object: map('a') }),
    { object: () => map('b'), stateful: () => true, after: ({ first }) => [first] },
    (stage, props) => new CoreObject(stage.network, 'subject', props),
  ),
  propsOf<CustomResourcesProps>(
    'CustomResourcesProps',
    ({ stage }) => ({ release: 'objects', namespace: stage.foundation.namespace('apps') }),
    {
      release: () => 'other',
      namespace: ({ other }) => other,
      after: ({ first }) => [first],
      stateful: () => true,
      takeOwnership: () => true,
      releases: () => 2,
      transform: () => (config) => ({ ...config, description: 'changed' }),
    },
    (stage, props) => new CustomResources(stage.network, 'subject', props).add(map('x')),
  ),
  propsOf<NamespaceOptions>(
    'NamespaceOptions',
    () => ({}),
    {
      podSecurity: () => 'baseline',
      internalTraffic: () => false,
      callsApiServer: () => true,
      webhookPorts: () => [9443],
      quota: () => ({ pods: '10' }),
      labels: () => ({ team: 'a' }),
    },
    (stage, props) => stage.foundation.namespace('apps', props),
  ),
  propsOf<FoundationProps>(
    'FoundationProps',
    () => ({}),
    {
      charts: () => ChartSet.of('2026.10'),
      source: () => ChartSource.mirror('oci://registry.example.com/charts'),
      hosts: () => [Cidr.of('10.9.0.0/16')],
      services: () => Cidr.of('10.96.0.0/12'),
      providers: ({ stage }) => providersOf(stage, 'other'),
      destroyable: () => true,
    },
    (stage, props) => {
      const foundation = new Foundation(stage.network, 'subject', props);
      foundation.namespace('apps', { callsApiServer: true });
    },
  ),
  propsOf<ClusterLinkProps>(
    'ClusterLinkProps',
    () => ({ context: 'tools', alias: 'tools' }),
    { context: () => 'other', path: () => 'kube/config', uid: () => 'uid', alias: () => 'other' },
    (stage, props) => new ClusterLink(stage.network, 'subject', props),
  ),
  propsOf<ClusterProviders>(
    'ClusterProviders',
    ({ stage }) => providersOf(stage, 'one'),
    {
      kubernetes: ({ stage }) => providersOf(stage, 'two').kubernetes,
      helm: ({ stage }) => providersOf(stage, 'three').helm,
    },
    (stage, providers, { other: namespace }) => {
      new Foundation(stage.network, 'subject', { providers }).namespace('apps');
      new CustomResources(stage.network, 'objects', { release: 'objects', namespace }).add(map('x'));
    },
  ),
  propsOf<Endpoint>(
    'Endpoint',
    ({ stage }) => ({ namespace: stage.foundation.namespace('apps'), pods: { app: 'a' } }),
    { namespace: ({ other }) => other, pods: () => ({ app: 'b' }) },
    (stage, endpoint, { other: namespace }) => {
      const server = new PodGroup(stage.network, 'server', { namespace, pods: {} });
      connect(new PodGroup(stage.network, 'client', endpoint), server, 8080);
    },
  ),
  propsOf<OpenFlow>(
    'OpenFlow',
    () => ({ direction: 'ingress', peers: [], ports: [] }),
    {
      direction: () => 'egress',
      peers: ({ stage }) => stage.foundation.hosts,
      ports: () => [{ port: 443, protocol: 'TCP' }],
    },
    (stage, flow, { other: namespace }) =>
      open(new PodGroup(stage.network, 'pods', { namespace, pods: {} }), 'Flow', flow),
  ),
];
