import { Agent, request } from 'node:https';
import { type ApiResource, discover } from './discovery';

/** An object as the API takes and gives it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid?: string };
  readonly [key: string]: unknown;
}

/** A request that the API server refused, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What goes with a request. */
export interface SendOptions {
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
}

/** A client of one API server: what kubectl would do, without a process for each call. */
export class Api {
  private readonly agent: Agent;
  private known: readonly ApiResource[] = [];

  constructor(
    readonly server: string,
    ca: string,
    private readonly token: string,
  ) {
    this.agent = new Agent({ ca, keepAlive: true, maxSockets: 8 });
  }

  /** The answer's JSON; throws ApiError with the server's message otherwise. */
  async send<T>(method: string, path: string, options: SendOptions = {}): Promise<T> {
    const { status, text } = await this.exchange(method, path, options);
    if (status < 300) return JSON.parse(text) as T;
    throw new ApiError(status, messageOf(text));
  }

  /** What lies at a path, or undefined where nothing does. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.send<T>('GET', path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** True, or undefined while the server starts. */
  async isReady(): Promise<true | undefined> {
    return (await this.exchange('GET', '/readyz', {})).status === 200 || undefined;
  }

  /** The resource of a kind, by discovery: an API version narrows it, else the first group that serves it counts. */
  async resource(kind: string, apiVersion?: string): Promise<ApiResource> {
    const search = (): ApiResource | undefined =>
      this.known.find((it) => it.kind === kind && (apiVersion === undefined || it.apiVersion === apiVersion));
    if (search() === undefined) this.known = await discover(this);
    const resource = search();
    if (resource === undefined) throw new ApiError(404, `no kind ${kind} in ${apiVersion ?? 'any API version'}`);
    return resource;
  }

  /** Where an object of a kind lies. */
  path(resource: ApiResource, name: string, namespace?: string): string {
    const root = resource.apiVersion.includes('/') ? `/apis/${resource.apiVersion}` : `/api/${resource.apiVersion}`;
    const folder = resource.namespaced ? `/namespaces/${namespace ?? 'default'}` : '';
    return `${root}${folder}/${resource.plural}/${encodeURIComponent(name)}`;
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange(method: string, path: string, { body, type, accept }: SendOptions): Promise<Reply> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      accept: accept ?? 'application/json',
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    };
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, this.server), { method, headers, agent: this.agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() }));
      });
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** The API answers with a Status, the server around it with plain text. */
function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text.trim();
  }
}
