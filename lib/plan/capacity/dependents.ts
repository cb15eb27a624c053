import { listAt, member, membersOf, textAt, type Json } from '../json';
import { factsOf, numberAt } from '../model-facts';

/** Something that uses what changes. */
export interface Affected {
  /** Path of its construct; `outside` for clients that are not of the cluster. */
  readonly path: string;
  /** How it uses it. */
  readonly by: string;
}

interface Edge extends Affected {
  readonly server: string;
}

/**
 * What uses a construct, in any number of steps: over declared traffic, GPUs of a pool, volumes of a filesystem, and
 * routes.
 *
 * @param stage stage of the construct
 * @param path path of the construct
 * @param models models that know who uses it
 */
export function dependentsOf(stage: string, path: string, models: readonly (Json | undefined)[]): readonly Affected[] {
  const edges = models.flatMap((model) => edgesOf(model, new Set([stage])));
  const found = new Map<string, string>();
  const queue = [path];
  for (let server = queue.shift(); server !== undefined; server = queue.shift()) {
    for (const edge of edges) {
      if (!isPart(server, edge.server) || `${path}/`.startsWith(`${edge.path}/`) || found.has(edge.path)) continue;
      found.set(edge.path, edge.by);
      // What is outside uses all that is reached from there: no construct of ours.
      if (edge.path !== OUTSIDE) queue.push(edge.path);
    }
  }
  return [...found].map(([each, by]) => ({ path: each, by })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

const OUTSIDE = 'outside';

/** A part of a construct stands for all of it. */
function isPart(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function edgesOf(model: Json | undefined, stages: ReadonlySet<string>): readonly Edge[] {
  const all = (kind: string): ReturnType<typeof factsOf> => factsOf(model, kind, stages);
  return [
    ...all('edge').flatMap(({ fact }): readonly Edge[] => {
      const [client, server] = [textAt(fact, 'client'), textAt(fact, 'server')];
      // Monitoring reads from everything, and nothing depends on that.
      if (client === undefined || server === undefined || server === OUTSIDE || /(^|\/)Scrape-/.test(server)) return [];
      return [{ path: client, server, by: `port ${numberAt(fact, 'port') ?? '?'}` }];
    }),
    ...all('gpu-quota').map(({ path, fact }): Edge => {
      return { path, server: textAt(fact, 'pool') ?? '', by: `queue ${textAt(fact, 'queue') ?? '?'}` };
    }),
    ...all('model-server').map(({ path, fact }): Edge => {
      return { path, server: textAt(fact, 'pool') ?? '', by: `model ${textAt(fact, 'model') ?? '?'}` };
    }),
    ...['ceph-filesystem', 'distributed-filesystem'].flatMap((kind) =>
      all(kind).flatMap(({ path, fact }) =>
        membersOf(member(fact, 'claims')).map(([claim]): Edge => ({ path: claim, server: path, by: 'volume' })),
      ),
    ),
    ...['ceph-filesystem', 'ceph-block-pool'].flatMap((kind) =>
      all(kind).map(({ path, fact }): Edge => ({ path, server: textAt(fact, 'cluster') ?? '', by: 'its cluster' })),
    ),
    ...all('route').flatMap(({ path, fact }) =>
      listAt(fact, 'targets').map((target): Edge => {
        return { path, server: textAt(target, 'target') ?? '', by: `route ${textAt(fact, 'route') ?? '?'}` };
      }),
    ),
  ].filter(({ server }) => server !== '');
}
