import { Token } from 'cdktf';
import {
  Backend,
  ChartSet,
  ChartSource,
  Cidr,
  Kubeconfig,
  Power,
  Release,
  ReleaseTrain,
  ServerModel,
  type SiteShare,
} from 'datahall';
import { smallSite } from '../support/small-site';
import { synth, type Synthesized } from '../support/synth';
import { type Change, charts, empty, newer, pin, two } from '../support/two-stages';

/** A text that Terraform knows at apply only. */
const token = Token.asString({ resolve: () => '${var.name}' });

function findingOf(out: Synthesized): string {
  const lines = out.findings.map(({ code, path, stages, got, allowed, fix }) =>
    [code, path, stages.join(), got, allowed, fix].join(' | '),
  );
  return lines.join('\n');
}

describe('bad input of stages', () => {
  it('is none here', () => {
    expect(two({}).findings).toEqual([]);
  });

  it('is no context of the same name in another kubeconfig file', () => {
    const cluster = Kubeconfig.context('dev', { uid: 'uid-of-staging', path: 'staging.kubeconfig' });
    expect(two({ cluster }).findings).toEqual([]);
  });

  it('is no cluster that builds those of several stages', () => {
    const management = (name: string): Kubeconfig => Kubeconfig.context(name, { uid: 'uid-of-tools' });
    const stages = (first: string, second: string, cluster = pin('staging')): readonly string[] =>
      synth((app) => {
        const site = smallSite();
        const train = new ReleaseTrain(app, 'platform');
        const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
        const common = { release: empty, backend };
        const share = (): SiteShare => site.share({ h100: 1 });
        train.stage('dev', { ...common, site: share(), cluster: pin('dev'), management: management(first) });
        train.stage('staging', { ...common, site: share(), cluster, management: management(second) });
      }).codes;
    expect(stages('tools', 'tools')).toEqual([]);
    expect(stages('tools', 'other-name-of-tools')).toEqual([]);
    expect(stages('tools', 'tools', management('tools'))).toContain('DH4005');
    expect(stages('tools', 'tools', management('own-name-of-tools'))).toContain('DH4013');
  });

  it('is no cluster that one stage reaches by two contexts', () => {
    expect(two({ management: Kubeconfig.context('tools', { uid: 'uid-of-staging' }) }).findings).toEqual([]);
  });

  it.each<[string, Change, boolean]>([
    [
      "DH4013 | platform | dev,staging | 'uid-of-dev', the UID of kube-system in 'dev' and 'other' | a cluster of its own for each stage; only one that builds the clusters of stages may serve several | give each of the stages the context and the UID of its own cluster",
      { cluster: Kubeconfig.context('other', { uid: 'uid-of-dev' }) },
      true,
    ],
    [
      "DH4005 | platform | dev,staging | 'dev' | a context of its own for each stage; only a cluster that builds the clusters of stages may serve several | give each of the stages the context of its own cluster",
      { cluster: pin('dev') },
      true,
    ],
    [
      'DH3004 | platform | staging | lab-h100-001 | servers that no other stage has | name other servers in one of the two shares',
      { share: { h100: ['lab-h100-001'] } },
      true,
    ],
    [
      'DH3003 | platform | staging | 4 servers | at most 3: the site has 4, and the shares before this one took 1 | make a share smaller, or add servers to the site',
      { share: { h100: 4 } },
      true,
    ],
    [
      "DH1004 | platform | staging | -1 | a whole number >= 0 | give 'h100' a whole number in this range",
      { share: { h100: -1 } },
      true,
    ],
    [
      "DH3002 | platform | staging | 'b200' | one of 'control', 'h100', 'storage' | name one of the groups, or add the group to the site and to the share of the stage",
      { share: { b200: 1 } },
      true,
    ],
    [
      "DH4011 | platform | staging | '2026.12.0' | 2026.11.0 or older: a release reaches 'dev' first | move 'dev' to 2026.12.0 first, or take the older release here",
      { release: newer },
      true,
    ],
    [
      "DH4006 | platform | staging | 'other' | a context with the UID of the namespace kube-system of its cluster | pass uid: the output of kubectl --context other get namespace kube-system -o jsonpath={.metadata.uid}",
      { cluster: Kubeconfig.context('other') },
      false,
    ],
    [
      "DH4008 | platform | staging | 'state' | a backend with locking for every stage that others depend on | pass a Backend, for example Backend.s3({ bucket, region })",
      { backend: Backend.local() },
      false,
    ],
  ])('%s', (text, change, stops) => {
    const out = two(change);
    expect(findingOf(out)).toBe(text);
    expect(out.stopped).toBe(stops);
  });

  it('reports two stacks of one id: DH4009', () => {
    const out = synth((app) => {
      const [train, other] = [new ReleaseTrain(app, 'one'), new ReleaseTrain(app, 'two')];
      const site = smallSite();
      train.stage('dev', { release: empty, site: site.share({ h100: 1 }), cluster: pin('a') });
      other.stage('dev', { release: empty, site: site.share({ h100: 1 }), cluster: pin('b') });
    });
    expect(out.findings.find((finding) => finding.code === 'DH4009')).toMatchObject({
      got: "'lab-dev-foundation'",
      fix: 'rename the site, the stage or the layer',
    });
  });

  it('reports the network of a site that is made twice: DH4009', () => {
    const out = synth((app) => {
      const site = smallSite();
      for (const name of ['one', 'two']) new ReleaseTrain(app, name).network(site);
    });
    expect(out.codes).toEqual(expect.arrayContaining(['DH4009', 'DH3847']));
    expect(out.stopped).toBe(true);
  });

  it('reports state in the cluster that it describes: DH4019', () => {
    const own = { backend: Backend.kubernetes({ context: 'staging' }) };
    expect(two(own).findings).toMatchObject([
      { code: 'DH4019', fix: 'keep the state in another cluster, or take another backend' },
    ]);
    expect(two({ backend: Backend.kubernetes({ context: 'tools' }) }).codes).toEqual([]);
    expect(two({ backend: Backend.kubernetes({ context: 'staging', path: 'other' }) }).codes).toEqual([]);
  });

  it('reports a layer that stands after an unknown one: DH4010', () => {
    const release = new Release<unknown>('2026.10.0', { charts, platform: (stage) => stage.layer('edge', 'netwrok') });
    expect(two({ release }).findings).toContainEqual(
      expect.objectContaining({ code: 'DH4010', fix: 'name an existing layer' }),
    );
  });

  it.each<[string, () => unknown, string]>([
    ['DH4007', () => Backend.local('/var/state'), "use a folder beside cdktf.json, for example 'state'"],
    ['DH4007', () => Backend.local('../state'), "use a folder beside cdktf.json, for example 'state'"],
    ['DH4007', () => Backend.local('cdktf.out/state'), "use a folder beside cdktf.json, for example 'state'"],
    ['DH4007', () => Backend.local('.'), "use a folder beside cdktf.json, for example 'state'"],
    ['DH1109', () => Backend.local(''), 'write the name or path itself; Terraform would evaluate a template'],
    [
      'DH1109',
      () => Backend.s3({ bucket: '', region: 'r' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    [
      'DH1109',
      () => Backend.gcs({ bucket: '${var.bucket}' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    [
      'DH1104',
      () => Backend.gcs({ bucket: 'b', kmsEncryptionKey: token }),
      'pass the value itself instead of an attribute of another resource',
    ],
    [
      'DH1109',
      () => Backend.kubernetes({ context: ' ' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    [
      'DH1109',
      () => Backend.kubernetes({ context: 'tools', namespace: '' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    [
      'DH1104',
      () => Backend.postgres({ database: token }),
      'pass the value itself instead of an attribute of another resource',
    ],
    [
      'DH1109',
      () => Backend.remote({ organization: 'a\nb' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    ['DH1109', () => Kubeconfig.context(''), 'write the name or path itself; Terraform would evaluate a template'],
    ['DH1104', () => Kubeconfig.context(token), 'pass the value itself instead of an attribute of another resource'],
    [
      'DH1109',
      () => Kubeconfig.context('dev', { path: '' }),
      'write the name or path itself; Terraform would evaluate a template',
    ],
    [
      'DH4018',
      () => Kubeconfig.context('dev', { uid: '' }),
      'take the output of kubectl get namespace kube-system -o jsonpath={.metadata.uid}',
    ],
    [
      'DH4018',
      () => Kubeconfig.context('dev', { uid: 'a" || true || "${x}' }),
      'take the output of kubectl get namespace kube-system -o jsonpath={.metadata.uid}',
    ],
    [
      'DH1104',
      () => Kubeconfig.context('dev', { uid: token }),
      'pass the value itself instead of an attribute of another resource',
    ],
    ['DH1104', () => ChartSource.mirror(token), 'pass the value itself instead of an attribute of another resource'],
    ['DH1109', () => ChartSource.folder(''), 'write the name or path itself; Terraform would evaluate a template'],
    [
      'DH2014',
      () => ChartSource.mirror('registry.example.com/charts'),
      "write it as in 'oci://registry.example.com/charts'; credentials come from 'helm registry login'",
    ],
    [
      'DH2014',
      () => ChartSource.mirror('http://registry.example.com/charts'),
      "write it as in 'oci://registry.example.com/charts'; credentials come from 'helm registry login'",
    ],
    [
      'DH2014',
      () => ChartSource.mirror('oci://registry.example.com/charts/'),
      "write it as in 'oci://registry.example.com/charts'; credentials come from 'helm registry login'",
    ],
    [
      'DH2014',
      () => ChartSource.mirror('oci://user:secret@registry.example.com/charts'),
      "write it as in 'oci://registry.example.com/charts'; credentials come from 'helm registry login'",
    ],
    ['DH1104', () => Cidr.of(token), 'pass the value itself instead of an attribute of another resource'],
    [
      'DH1104',
      () => Cidr.of('10.0.0.0/8').slice(Token.asNumber({ resolve: () => '${x}' }), 0),
      'pass the value itself instead of an attribute of another resource',
    ],
    [
      'DH1104',
      () => Power.kw(Token.asNumber({ resolve: () => '${x}' })),
      'pass the value itself instead of an attribute of another resource',
    ],
    [
      'DH1104',
      () => ServerModel.CONTROL_1U.times(Token.asNumber({ resolve: () => '${x}' })),
      'pass the value itself instead of an attribute of another resource',
    ],
    [
      'DH4012',
      () => new Release('2026.11', { charts, platform: () => undefined }),
      'write all three numbers and nothing before them',
    ],
    [
      'DH4012',
      () => new Release('v1.2.3', { charts, platform: () => undefined }),
      'write all three numbers and nothing before them',
    ],
    [
      'DH2001',
      () => ChartSet.of('2019.01'),
      'take one of the sets, and change single charts with .with(name, version)',
    ],
    ['DH2002', () => charts.pin('nginx' as never), 'use one of its charts, or add a pin of your own with .add(pin)'],
    [
      'DH2003',
      () => charts.with('kueue', '0.1.0'),
      'take a known version, or add a pin of your own with .add(pin) and check its values',
    ],
    [
      'DH2011',
      () => charts.add(charts.pin('kueue')),
      "change the version with .with('kueue', version); the set has 0.19.2",
    ],
  ])('is refused at once with %s', (code, make, fix) => {
    expect(make).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code, fix }) }) as Error);
  });
});
