import { DatahallApp } from 'datahall';
import { reference } from '../../examples/reference/program';
import { HelmRelease } from '../../constructs/core/helm-release';
import { objectSources } from '../../constructs/core/object-source';
import { placeOf } from '../../constructs/core/place';
import { READY_WHEN, type ReadyWhenFact } from '../../lib/kubernetes/ready-when';
import { readCrds } from '../support/real/data';
import { describeReal } from '../support/real/describe-real';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface CrdSpec {
  readonly group: string;
  readonly scope: 'Cluster' | 'Namespaced';
  readonly names: { readonly kind: string };
  readonly versions: readonly {
    readonly name: string;
    readonly served: boolean;
    readonly schema: { readonly openAPIV3Schema: Schema };
  }[];
}

const FILES = ['gpu-operator', 'rook', 'cert-manager', 'gateway-api-standard', 'prometheus-operator'];
const STEP = /\.(\w+)(?:\[\?\(@\.(\w+)=="\w+"\)\])?/g;

/** The schema of what a path leads to; `undefined` where it leads to nothing. */
function schemaAt(schema: Schema, path: string): Schema | undefined {
  if (path.replace(STEP, '') !== '') return undefined;
  return [...path.matchAll(STEP)].reduce<Schema | undefined>((at, [, field = '', key]) => {
    const next = at?.properties?.[field];
    if (key === undefined) return next;
    return next?.items?.properties?.[key]?.type === 'string' ? next.items : undefined;
  }, schema);
}

const app = new DatahallApp({ today: '2026-11-23' });
reference(app);
const facts = app.inspect().model.all(READY_WHEN, 'dev');
const named = facts.map((fact) => [`${fact.object.kind} ${fact.object.name} ${fact.field}`, fact] as const);

describe('when operators are ready', () => {
  it('is said by each construct that brings one', () => {
    const releases = app.node.findAll().filter((each): each is HelmRelease => each instanceof HelmRelease);
    const owners = releases.map(({ node }) => placeOf(node.scope!)).filter(({ stage }) => stage === 'dev');
    expect(owners.length).toBeGreaterThan(8);
    const paths = new Set(facts.map(({ path }) => path));
    for (const { path } of owners) expect(paths).toContain(path);
  });

  it('is said by the operator itself, or by the Deployment that it is', () => {
    const kinds = facts.map(({ object }) => `${object.kind} ${object.name}`);
    expect([...new Set(kinds)].sort()).toEqual([
      'Alertmanager kube-prometheus-stack-alertmanager',
      'CephCluster ceph',
      'ClusterIssuer datahall-ca',
      'ClusterPolicy cluster-policy',
      'Deployment kserve-controller-manager',
      'Deployment kueue-controller-manager',
      'Deployment metallb-controller',
      'Deployment node-feature-discovery-master',
      'Deployment rook-ceph-operator',
      'GatewayClass datahall',
      'Prometheus kube-prometheus-stack-prometheus',
    ]);
  });
});

describe('an object of ours that says that an operator is ready', () => {
  const ours = objectSources(app).flatMap((source) => source.objects);

  it.each(['ClusterIssuer', 'GatewayClass', 'CephCluster'])('is there by its name: %s', (kind) => {
    const object = facts.find((fact) => fact.object.kind === kind)?.object;
    const names = ours.filter((each) => each.kind === kind && each.apiVersion === object?.apiVersion);
    expect(names.map(({ metadata }) => metadata.name)).toContain(object?.name);
  });
});

describeReal(['data'], 'where operators say that they are ready', () => {
  let crds: readonly CrdSpec[];
  beforeAll(() => {
    crds = FILES.flatMap(readCrds).map((crd) => crd['spec'] as CrdSpec);
  });

  /** What is wrong with a fact; nothing where the real kind has the field and can have the value. */
  function wrong({ object, field, value }: ReadyWhenFact): string | undefined {
    const { apiVersion, kind, namespace } = object;
    const [group, version] = apiVersion.split('/');
    const crd = crds.find((each) => each.group === group && each.names.kind === kind);
    const served = crd?.versions.find((each) => each.name === version && each.served);
    if (crd === undefined || served === undefined) return `no ${apiVersion} ${kind}`;
    if ((crd.scope === 'Cluster') !== (namespace === null)) return `scope is ${crd.scope}`;
    const schema = schemaAt(served.schema.openAPIV3Schema, field);
    if (schema?.type !== 'string') return `no text at ${field}`;
    return schema.enum?.includes(value) === false ? `${value} is none of ${schema.enum.join()}` : undefined;
  }

  it.each(named.filter(([, { object }]) => object.kind !== 'Deployment'))('%s', (_, fact) => {
    expect(wrong(fact)).toBeUndefined();
  });

  it('would be noticed if it were wrong', () => {
    const policy = facts.find(({ object }) => object.kind === 'ClusterPolicy')!;
    expect(wrong({ ...policy, value: 'Ready' })).toContain('none of');
    expect(wrong({ ...policy, field: '.status.phase' })).toContain('no text');
    expect(wrong({ ...policy, object: { ...policy.object, namespace: 'gpu-operator' } })).toContain('scope');
    expect(wrong({ ...policy, object: { ...policy.object, kind: 'NoPolicy' } })).toContain('NoPolicy');
    const issuer = facts.find(({ object }) => object.kind === 'ClusterIssuer')!;
    expect(wrong({ ...issuer, field: issuer.field.replace('type', 'kind') })).toContain('no text');
  });
});
