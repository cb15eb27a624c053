import type { ShareContent, StageContent } from './content';

/** What a stage no longer has of its site. */
export interface ShareMoves {
  /** Servers that it gives up, each with the stage that has it now; null where none has. */
  readonly given: readonly { readonly server: string; readonly to: string | null }[];
  /** Servers that it gets. */
  readonly taken: readonly string[];
  /** Whether its load balancers get other addresses. */
  readonly readdressed: boolean;
}

/**
 * What a stage no longer has of its site, as its lock knows it. Counts of servers are taken in the order of the stages:
 * one that takes more moves those of all stages after it.
 *
 * @param before the share of its lock
 * @param after its share now
 * @param contents what all stages consist of now
 */
export function shareMoves(
  before: ShareContent,
  after: ShareContent,
  contents: ReadonlyMap<string, StageContent>,
): ShareMoves {
  const [had, has] = [before, after].map(({ servers }) => Object.values(servers).flat());
  const owners = new Map(
    [...contents].flatMap(([stage, { share }]) =>
      Object.values(share?.servers ?? {})
        .flat()
        .map((server) => [server, stage] as const),
    ),
  );
  const given = (had ?? []).filter((server) => has?.includes(server) !== true);
  return {
    given: given.map((server) => ({ server, to: owners.get(server) ?? null })),
    taken: (has ?? []).filter((server) => had?.includes(server) !== true),
    readdressed: before.virtualIps !== after.virtualIps,
  };
}

/**
 * Whether two contents are of one share.
 *
 * @param a one content
 * @param b the other one
 */
export function sameShare({ share: a }: StageContent, { share: b }: StageContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
