/** A kind that the API serves. */
export interface ApiResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Who asks the server. */
export interface Asker {
  send<T>(method: string, path: string, options: { readonly accept: string }): Promise<T>;
}

const ACCEPT = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** All kinds that a server serves, in two requests: the preferred version of a group comes first. */
export async function discover(api: Asker): Promise<readonly ApiResource[]> {
  const lists = await Promise.all(
    ['/api', '/apis'].map((path) => api.send<Discovery>('GET', path, { accept: ACCEPT })),
  );
  return lists.flatMap(({ items }) =>
    items.flatMap(({ metadata, versions }) =>
      versions.flatMap(({ version, resources }) =>
        (resources ?? []).map(({ resource, scope, responseKind }) => ({
          apiVersion: metadata?.name === undefined ? version : `${metadata.name}/${version}`,
          kind: responseKind.kind,
          plural: resource,
          namespaced: scope === 'Namespaced',
        })),
      ),
    ),
  );
}

interface Discovery {
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly scope: string;
        readonly responseKind: { readonly kind: string };
      }[];
    }[];
  }[];
}
