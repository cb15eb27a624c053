import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Api } from './api';
import { found } from './binaries';
import { eventually } from './eventually';
import { Leash } from './leash';
import { freePorts } from './ports';

/** A real API server with etcd and the controllers, without nodes: what is applied is checked and stored, never run. */
export interface ControlPlane {
  /** The path of a kubeconfig file with one context, whose user may do everything. */
  readonly kubeconfig: string;
  readonly context: string;
  /** The server's URL. */
  readonly server: string;
  readonly api: Api;
  stop(): Promise<void>;
}

/** Starts one on free loopback ports; it ends with `stop`, or with this process. */
export async function startControlPlane(name: string): Promise<ControlPlane> {
  const leash = new Leash(name);
  try {
    return await start(name, leash);
  } catch (error) {
    await leash.stop();
    throw error;
  }
}

async function start(name: string, leash: Leash): Promise<ControlPlane> {
  const inside = (file: string): string => join(leash.folder, file);
  const ready = <T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> =>
    eventually(what, attempt, { check: () => leash.check() });
  const [etcdPort, port] = await freePorts(2);
  const etcd = `http://127.0.0.1:${etcdPort}`;
  const server = `https://127.0.0.1:${port}`;
  const token = randomBytes(16).toString('hex');

  leash.start(found('etcd'), [
    `--data-dir=${inside('etcd')}`,
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    '--listen-peer-urls=http://127.0.0.1:0',
  ]);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(inside('sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(inside('sa.key'), privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  writeFileSync(inside('tokens.csv'), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  await ready('etcd is healthy', () => isHealthy(`${etcd}/health`));

  leash.start(found('kube-apiserver'), [
    `--etcd-servers=${etcd}`,
    `--cert-dir=${inside('certs')}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    // A machine without a default route has no address to advertise, and nobody reads the endpoint.
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.0.0.0/16',
    `--service-account-key-file=${inside('sa.pub')}`,
    `--service-account-signing-key-file=${inside('sa.key')}`,
    `--service-account-issuer=${server}`,
    `--token-auth-file=${inside('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--allow-privileged',
  ]);
  const certificate = inside('certs/apiserver.crt');
  const ca = await ready('the API server has a certificate', () => readFile(certificate, 'utf8'));
  const api = new Api(server, ca, token);
  await ready('the API server is ready', () => api.isReady());

  const kubeconfig = inside('kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(name, server, ca, token), { mode: 0o600 });
  leash.start(found('kube-controller-manager'), [
    `--kubeconfig=${kubeconfig}`,
    `--service-account-private-key-file=${inside('sa.key')}`,
    `--root-ca-file=${certificate}`,
    '--leader-elect=false',
    '--secure-port=0',
  ]);
  await ready('the controllers run', () => api.send('GET', '/api/v1/namespaces/default/serviceaccounts/default'));
  const stop = async (): Promise<void> => {
    api.close();
    await leash.stop();
  };
  return { kubeconfig, context: name, server, api, stop };
}

/** JSON, which is YAML. */
function kubeconfigOf(name: string, server: string, ca: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name, user: { token } }],
  });
}

function isHealthy(url: string): Promise<true | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(url, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? true : undefined);
    });
    call.on('error', reject);
    call.end();
  });
}
