import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertManager, ChartSet, ChartSource, type DatahallApp, Kubeconfig, Release, ReleaseTrain } from 'datahall';
import type { NetworkPolicySpec } from '../../../constructs/core/mappers/network-policy';
import { oneStage, smallShare } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function alone(): Synthesized {
  return synth(
    oneStage((stage) => {
      new CertManager(stage.cluster, 'certificates');
    }),
  );
}

describe('CertManager', () => {
  it('runs two of each component and brings an authority after them', () => {
    const out = alone();
    expect(out.stopped).toBe(false);
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } };
    expect(out.releases[0]?.values).toMatchObject({
      ...twice,
      webhook: twice,
      cainjector: twice,
      crds: { enabled: true, keep: true },
    });
    const { helm_release: releases = {} } = out.stack('lab-dev-cluster').resource;
    const authority = Object.values(releases).find((release) => release.name === 'certificate-authority');
    expect(authority?.depends_on).toContainEqual(expect.stringContaining('helm_release.cluster_certificates_Release'));
  });

  it('signs with a key that survives the renewal of its certificate', () => {
    const out = alone();
    const [certificate] = out.of('Certificate');
    expect(certificate?.metadata).toEqual({ name: 'datahall-ca', namespace: 'cert-manager' });
    expect(certificate?.spec).toMatchObject({
      isCA: true,
      duration: '87600h0m0s',
      renewBefore: '8760h0m0s',
      privateKey: { rotationPolicy: 'Never' },
      issuerRef: { kind: 'ClusterIssuer', name: 'datahall-self-signed' },
    });
    const issuers = out.of('ClusterIssuer').map(({ metadata, spec }) => [metadata.name, spec]);
    expect(issuers).toEqual([
      ['datahall-ca', { ca: { secretName: 'datahall-ca' } }],
      ['datahall-self-signed', { selfSigned: {} }],
    ]);
  });

  it('lets the API server call its webhook', () => {
    const policies = alone().of('NetworkPolicy');
    const webhooks = policies.find(({ metadata }) => metadata.name === 'allow-webhooks');
    expect(webhooks?.metadata.namespace).toBe('cert-manager');
    expect(JSON.stringify(webhooks?.spec)).toContain('"port":10250');
  });

  it.each([
    ['http', ['TCP 443', 'TCP 80']],
    ['dns', ['TCP 443', 'UDP 53', 'TCP 53']],
  ] as const)('calls the outside for ACME only, and only when it is told: by %s', (challenge, expected) => {
    const outside = (out: Synthesized) =>
      out
        .of('NetworkPolicy')
        .filter(({ metadata }) => metadata.namespace === 'cert-manager')
        .map(({ spec }) => spec as NetworkPolicySpec)
        .flatMap(({ podSelector, egress = [] }) => egress.map((rule) => ({ pods: podSelector.matchLabels, ...rule })))
        .filter(({ to }) => to.length === 0);
    expect(outside(alone())).toEqual([]);
    const out = synth(
      oneStage((stage) => {
        new CertManager(stage.cluster, 'certificates').allowAcme(challenge).allowAcme(challenge);
      }),
    );
    const [flow, ...others] = outside(out);
    expect(others).toEqual([]);
    expect(flow?.pods).toMatchObject({ 'app.kubernetes.io/component': 'controller' });
    expect(flow?.ports?.map(({ port, protocol }) => `${protocol} ${port}`)).toEqual(expected);
  });

  it('serves Gateways only where their CRDs are there before it: its controller would not start', () => {
    expect(JSON.stringify(alone().releases[0]?.values)).not.toContain('GatewayAPI');
    const folder = mkdtempSync(join(tmpdir(), 'datahall-charts-'));
    const charts = ChartSet.of('2026.11');
    mkdirSync(join(folder, 'crds'));
    for (const name of ['cert-manager', 'gateway-helm'] as const) {
      const { version } = charts.pin(name);
      const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name } };
      writeFileSync(join(folder, 'crds', `${name}-${version}.json`), JSON.stringify([crd]));
      writeFileSync(join(folder, `${name}-${version}.tgz`), '');
    }
    const digest = createHash('sha256').update('').digest('hex');
    const archives = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    const lock = { formatVersion: 1, archives: Object.fromEntries(archives.map((file) => [file, digest])) };
    writeFileSync(join(folder, 'charts.lock'), JSON.stringify(lock));
    const out = synth((app: DatahallApp) => {
      const release = new Release('1.0.0', {
        charts,
        platform: (stage) => {
          new CertManager(stage.cluster, 'certificates');
        },
      });
      new ReleaseTrain(app, 'platform').stage('dev', {
        release,
        site: smallShare(),
        cluster: Kubeconfig.context('dev'),
        chartSource: ChartSource.folder(folder),
      });
    });
    rmSync(folder, { recursive: true });
    expect(out.stopped).toBe(false);
    const manager = out.releases.find((release) => release.name === 'cert-manager');
    expect(manager?.values).toMatchObject({ config: { enableGatewayAPI: true }, crds: { enabled: false } });
    expect(out.of('CustomResourceDefinition').map(({ metadata }) => metadata.name)).toContain('gateway-helm');
  });

  it('tells where its metrics are and when to alert', () => {
    const made: CertManager[] = [];
    synth(oneStage((stage) => void made.push(new CertManager(stage.cluster, 'certificates'))));
    expect(made[0]?.scrapeTargets.map(({ port }) => port)).toEqual([9402, 9402, 9402]);
    expect(made[0]?.alertRules.map(({ name, severity }) => [name, severity])).toEqual([
      ['CertificateNotRenewed', 'warning'],
      ['CertificateExpires', 'critical'],
      ['IssuerNotReady', 'warning'],
    ]);
  });
});
