import type { Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';
import type { Workload } from './workload';

interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Reads a reference as container runtimes do: without a registry it is one of Docker Hub. */
function readImage(reference: string): Image {
  const [named = '', digest] = reference.split('@', 2);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const path = tagged ? named.slice(0, colon) : named;
  const tag = tagged ? named.slice(colon + 1) : undefined;
  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  if (first === 'localhost' || /[.:]/.test(first))
    return { registry: first, repository: path.slice(slash + 1), tag, digest };
  return { registry: 'docker.io', repository: slash < 0 ? `library/${path}` : path, tag, digest };
}

/**
 * Compares where the code of containers comes from. What anybody can move, a tag, is broader than a digest.
 *
 * @param sides a workload
 */
export function imageChanges({ subject, before, after }: Sides<Workload>): readonly SecurityChange[] {
  const [was, will] = [imagesOf(before), imagesOf(after)];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((label): readonly SecurityChange[] => {
    const [from, to] = [was.get(label), will.get(label)];
    const entry = (
      direction: SecurityChange['direction'],
      what: string,
      detail: string,
      severity: SecurityChange['severity'],
    ): SecurityChange => ({ direction, subject, what, detail: `${label}: ${detail}`, severity });
    const both = from !== undefined && to !== undefined;
    const changes: SecurityChange[] = [];
    const [latestBefore, latestAfter] = [isLatest(from), isLatest(to)];
    if (latestBefore !== latestAfter)
      changes.push(
        entry(
          latestAfter ? 'broadened' : 'narrowed',
          'image without a fixed version (latest)',
          steps(from, to),
          'medium',
        ),
      );
    if (!both) return changes;
    const [pinnedBefore, pinnedAfter] = [from.digest !== undefined, to.digest !== undefined];
    if (pinnedBefore !== pinnedAfter)
      changes.push(
        entry(pinnedAfter ? 'narrowed' : 'broadened', 'image not pinned by digest', steps(from, to), 'medium'),
      );
    if (from.registry !== to.registry)
      changes.push(entry('changed', 'registry of the image', `${from.registry} → ${to.registry}`, 'high'));
    else if (from.repository !== to.repository)
      changes.push(entry('changed', 'repository of the image', `${from.repository} → ${to.repository}`, 'medium'));
    else if (from.tag !== to.tag || (pinnedBefore && pinnedAfter && from.digest !== to.digest))
      changes.push(entry('changed', 'version of the image', steps(from, to), 'low'));
    return changes;
  });
}

function imagesOf(workload: Workload | undefined): ReadonlyMap<string, Image> {
  const all = workload?.containers ?? [];
  return new Map(
    all.flatMap(({ label, fields }) => {
      const reference = fields.text('image');
      return reference === undefined ? [] : [[label, readImage(reference)] as const];
    }),
  );
}

function isLatest(image: Image | undefined): boolean {
  return image !== undefined && image.digest === undefined && (image.tag ?? 'latest') === 'latest';
}

function steps(from: Image | undefined, to: Image | undefined): string {
  return [from, to].flatMap((image) => (image === undefined ? [] : [text(image)])).join(' → ');
}

function text({ registry, repository, tag, digest }: Image): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
