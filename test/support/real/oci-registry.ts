import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { found } from './binaries';
import { eventually } from './eventually';
import { freePorts } from './ports';

/**
 * A registry of OCI artifacts on the loopback, by TLS as Helm wants it. Its certificate is its own authority:
 * `certificate` is what `SSL_CERT_FILE` takes.
 */
export class OciRegistry {
  private constructor(
    /** Host and port. */
    readonly address: string,
    /** File of the certificate. */
    readonly certificate: string,
    private readonly registry: ChildProcess,
    private readonly proxy: Server,
  ) {}

  /** Starts a registry with its files in a folder. */
  static async start(folder: string): Promise<OciRegistry> {
    const [port] = (await freePorts(1)) as [number];
    const [certificate, key] = [join(folder, 'registry.pem'), join(folder, 'registry.key')];
    const subject = ['-subj', '/CN=registry', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', certificate, '-days', '1', '-nodes'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    execFileSync('openssl', ['req', '-x509', ...curve, ...files, ...subject], { stdio: 'ignore' });
    const registry = spawn(found('crane'), ['registry', 'serve', '--address', `127.0.0.1:${port}`], {
      stdio: 'ignore',
    });
    const tls = { cert: readFileSync(certificate), key: readFileSync(key) };
    const proxy = createServer(tls, (asked, answer) => {
      const { method, url: path, headers } = asked;
      const passed = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      passed.on('error', () => answer.writeHead(502).end());
      asked.pipe(passed);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    await eventually('the registry answers', async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/v2/`);
      return status === 200 ? true : undefined;
    });
    return new OciRegistry(`127.0.0.1:${(proxy.address() as AddressInfo).port}`, certificate, registry, proxy);
  }

  /** Puts an archive of a chart below a path, as people fill a mirror. */
  async push(archive: string, path: string): Promise<void> {
    const env = { ...process.env, SSL_CERT_FILE: this.certificate };
    // TLS ends in this process, which must not wait without looking.
    await promisify(execFile)(found('helm'), ['push', archive, `oci://${this.address}/${path}`], { env });
  }

  async stop(): Promise<void> {
    this.proxy.closeAllConnections();
    await new Promise((resolve) => this.proxy.close(resolve));
    this.registry.kill();
  }
}
