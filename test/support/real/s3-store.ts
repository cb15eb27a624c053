import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request that a store got. */
export interface S3Request {
  readonly method: string;
  /** Bucket and key, as the path has them. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/**
 * As much of a store with S3's interface as Terraform's state needs, on the loopback, its objects in memory. It is a
 * proxy too, which notes who is asked for and lets nobody through.
 */
export class S3Store {
  /** Objects by path. */
  readonly objects = new Map<string, string>();
  readonly requests: S3Request[] = [];
  /** Hosts besides the store that somebody wanted to reach. */
  readonly outside: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3Store> {
    const server = createServer();
    const store = new S3Store(server);
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => void store.answer(asked, answer));
    server.on('connect', ({ url = '' }: IncomingMessage, socket) => {
      store.outside.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return store;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The environment of somebody who has keys of this store, and no way to others but by it. */
  get environment(): Readonly<Record<string, string>> {
    const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: '' };
    const proxies = { HTTPS_PROXY: this.url, https_proxy: this.url, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
    return { ...keys, ...proxies, AWS_PROFILE: '', AWS_CONFIG_FILE: '/dev/null' };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = asked;
    const path = new URL(url, this.url).pathname;
    this.requests.push({ method, path, headers });
    const body = await text(asked);
    const object = this.objects.get(path);
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && object !== undefined) {
        refuse(answer, 412, 'PreconditionFailed');
        return;
      }
      this.objects.set(path, body);
      answer.end();
    } else if (method === 'POST' && path === '/' && body.includes('Action=AssumeRole')) {
      answer.writeHead(200, { 'content-type': 'text/xml' }).end(ASSUMED);
    } else if (method === 'DELETE') {
      this.objects.delete(path);
      answer.writeHead(204).end();
    } else if (/^\/[^/]+\/?$/.test(path)) {
      answer.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>');
    } else if (object === undefined) refuse(answer, 404, 'NoSuchKey');
    else answer.end(method === 'HEAD' ? '' : object);
  }
}

/** What Ceph and MinIO answer, as AWS does, to somebody who takes a role. */
const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><Arn>arn:aws:sts:::assumed-role/dev</Arn><AssumedRoleId>dev</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>taken</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

function refuse(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}
