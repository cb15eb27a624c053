import { listAt, member, membersOf, textAt, type Json } from '../json';
import type { PlannedChange } from '../read-plan';
import { isMarked } from '../values';

/** A value that is given to a chart beside its documents. */
export interface ChartSetting {
  /** How Helm takes the value. */
  readonly kind: 'auto' | 'string' | 'literal' | 'text';
  /** Path in Helm's own notation. */
  readonly name: string;
  /** The value. */
  readonly value: string;
}

/** What Helm needs to render one side of a release. */
export interface ChartInput {
  /** Name of the archive: name and version of the chart. */
  readonly archive: string;
  /** Name of the release. */
  readonly release: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Documents of values; of two, the later wins. */
  readonly values: readonly string[];
  /** Values beside them, in the order in which they win. */
  readonly settings: readonly ChartSetting[];
  /** Whether the definitions in the folder `crds/` are installed. */
  readonly crds: boolean;
  /** Whether the release is there already. */
  readonly upgrade: boolean;
}

/** One side of a release: what Helm needs, or why it cannot be rendered; neither where there is nothing to render. */
export type ChartSide = { readonly input: ChartInput } | { readonly reason: string } | undefined;

/** What is a name or a version, and no path. */
const WORD = /^[A-Za-z0-9][\w.+-]*$/;

/**
 * What Helm needs to render both sides of a release.
 *
 * @param change a `helm_release`
 * @returns nothing where the chart is a folder that only carries objects, or nothing is done to the release
 */
export function chartSides(change: PlannedChange): { readonly before: ChartSide; readonly after: ChartSide } {
  const { action, before, after, unknown } = change;
  const isDone = ['create', 'update', 'replace', 'delete'].includes(action);
  const upgrade = action === 'update';
  if (!isDone) return { before: undefined, after: undefined };
  return {
    before: action === 'create' ? undefined : sideOf(before, null, upgrade),
    after: action === 'delete' ? undefined : sideOf(after, unknown, upgrade),
  };
}

/** Attributes that decide what is rendered. */
const DECIDING = ['values', 'set', 'set_list', 'set_sensitive', 'name', 'namespace', 'chart', 'version'] as const;

function sideOf(side: Json, unknown: Json, upgrade: boolean): ChartSide {
  const chart = textAt(side, 'chart');
  const archive = chart === undefined ? undefined : archiveOf(chart, textAt(side, 'version'));
  // A folder is no chart of others: ours only carries the objects that stand in the values.
  if (archive === 'folder') return undefined;
  const open = DECIDING.filter(
    (key) => isMarked(member(unknown, key)) && !(key === 'version' && archive !== undefined),
  );
  if (open.length > 0) return { reason: `only the apply tells its ${open.join(' and ')}` };
  if (archive === undefined) return { reason: 'the plan names no chart and version that could be an archive' };
  if (membersOf(member(side, 'postrender')).length > 0 || listAt(side, 'postrender').length > 0)
    return { reason: 'another program changes what the chart renders' };
  if (member(side, 'set_wo_revision') !== undefined && member(side, 'set_wo_revision') !== null)
    return { reason: 'it has values that no plan holds' };
  return {
    input: {
      archive,
      release: textAt(side, 'name') ?? 'release',
      namespace: textAt(side, 'namespace') ?? 'default',
      values: listAt(side, 'values').filter((each): each is string => typeof each === 'string'),
      settings: settingsOf(side),
      crds: member(side, 'skip_crds') !== true,
      upgrade,
    },
  };
}

function archiveOf(chart: string, version: string | undefined): string | undefined {
  const last = chart.split(/[/\\]/).at(-1) ?? '';
  if (last.endsWith('.tgz')) return WORD.test(last) ? last : undefined;
  if (/^\.{0,2}[/\\]/.test(chart)) return 'folder';
  return WORD.test(last) && version !== undefined && WORD.test(version) ? `${last}-${version}.tgz` : undefined;
}

function settingsOf(side: Json): readonly ChartSetting[] {
  const text = (entry: Json, key: string): string => scalar(member(entry, key));
  const kinds = new Set<string>(['string', 'literal']);
  const own = listAt(side, 'set').map((entry): ChartSetting => {
    const type = text(entry, 'type');
    return {
      kind: kinds.has(type) ? (type as 'string') : 'auto',
      name: text(entry, 'name'),
      value: text(entry, 'value'),
    };
  });
  const lists = listAt(side, 'set_list').map((entry): ChartSetting => {
    const items = listAt(entry, 'value').map((each) => scalar(each).replace(/,/g, '\\,'));
    return { kind: 'auto', name: text(entry, 'name'), value: `{${items.join(',')}}` };
  });
  const secret = listAt(side, 'set_sensitive').map((entry): ChartSetting => {
    return { kind: 'text', name: text(entry, 'name'), value: text(entry, 'value') };
  });
  return [...own, ...lists, ...secret];
}

function scalar(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}
