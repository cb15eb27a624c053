import {
  CoreObject,
  type CoreObjectProps,
  CustomResources,
  type CustomResourcesProps,
  Duration,
  Foundation,
  type FoundationProps,
  HelmRelease,
  type HelmReleaseProps,
  type NamespaceOptions,
  ChartSet,
  ChartSource,
  Cidr,
} from 'datahall';
import { ClusterLink } from '../../../constructs/core/cluster-link';
import type { MetallbValues } from '../../../lib/charts/values/metallb';
import { type PropsCase, propsOf } from './table';

const map = (mode: string): CoreObjectProps['object'] => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'apps' },
  data: { mode },
});

export const CORE: readonly PropsCase[] = [
  propsOf<HelmReleaseProps<MetallbValues>>(
    'HelmReleaseProps',
    ({ stage }) => ({ chart: stage.foundation.charts.pin('metallb'), namespace: stage.foundation.namespace('apps') }),
    {
      chart: () => ({ chart: ChartSet.of('2026.10').pin('metallb') }),
      namespace: ({ other }) => ({ namespace: other }),
      values: () => ({ values: { loadBalancerClass: 'x' } }),
      name: () => ({ name: 'lb' }),
      timeout: () => ({ timeout: Duration.minutes(1) }),
      atomic: () => ({ atomic: false }),
      stateful: () => ({ stateful: true }),
      after: ({ first }) => ({ after: [first] }),
      transform: () => ({ transform: (config) => ({ ...config, description: 'changed' }) }),
    },
    (stage, props) => void new HelmRelease(stage.network, 'subject', props),
  ),
  propsOf<CoreObjectProps>(
    'CoreObjectProps',
    () => ({ object: map('a') }),
    {
      object: () => ({ object: map('b') }),
      stateful: () => ({ stateful: true }),
      after: ({ first }) => ({ after: [first] }),
    },
    (stage, props) => void new CoreObject(stage.network, 'subject', props),
  ),
  propsOf<CustomResourcesProps>(
    'CustomResourcesProps',
    ({ stage }) => ({ release: 'objects', namespace: stage.foundation.namespace('apps') }),
    {
      release: () => ({ release: 'other' }),
      namespace: ({ other }) => ({ namespace: other }),
      after: ({ first }) => ({ after: [first] }),
      stateful: () => ({ stateful: true }),
      takeOwnership: () => ({ takeOwnership: true }),
      transform: () => ({ transform: (config) => ({ ...config, description: 'changed' }) }),
    },
    (stage, props) => void new CustomResources(stage.network, 'subject', props).add(map('x')),
  ),
  propsOf<NamespaceOptions>(
    'NamespaceOptions',
    () => ({}),
    {
      podSecurity: () => ({ podSecurity: 'baseline' }),
      internalTraffic: () => ({ internalTraffic: false }),
      callsApiServer: () => ({ callsApiServer: true }),
      webhookPorts: () => ({ webhookPorts: [9443] }),
      quota: () => ({ quota: { pods: '10' } }),
      labels: () => ({ labels: { team: 'a' } }),
    },
    (stage, props) => void stage.foundation.namespace('apps', props),
  ),
  propsOf<FoundationProps>(
    'FoundationProps',
    () => ({}),
    {
      charts: () => ({ charts: ChartSet.of('2026.10') }),
      source: () => ({ source: ChartSource.mirror('oci://registry.example.com/charts') }),
      hosts: () => ({ hosts: Cidr.of('10.9.0.0/16') }),
      providers: ({ stage }) => {
        const link = { context: 'other', path: '~/.kube/config', alias: 'other' };
        return { providers: new ClusterLink(stage.network, 'Other', link).providers };
      },
    },
    (stage, props) => {
      const foundation = new Foundation(stage.network, 'subject', props);
      foundation.namespace('apps', { callsApiServer: true });
    },
  ),
];
