import type { Command } from 'commander';
import type { Assembly, AssemblyStack } from '../../plan/assembly';
import type { PlannedStack } from '../../plan/changes';
import { chartSides, type ChartInput, type ChartSide } from '../../plan/charts/chart-input';
import { apiVersionsOf } from '../../plan/charts/manifests';
import { renderedRelease, withRendered, type RenderedSide } from '../../plan/charts/render';
import type { RenderedRelease } from '../../plan/charts/rendering';
import type { PlannedChange } from '../../plan/read-plan';
import { KUBERNETES } from '../helm';
import { ChartArchives, type ChartArchive } from './chart-archives';
import { addKubeVersion, kubeVersions } from './kube-versions';
import { RENDER_LIMITS, type RenderLimits } from './helm-template';
import { renderAll, type RenderedJob, type RenderJob } from './render-jobs';

/** How the charts of releases are rendered. */
export interface ChartOptions {
  /** Folders with archives of charts. @default - charts are not rendered */
  readonly charts?: readonly string[];
  /** Version of Kubernetes that charts are told, or of a stage `<stage>=<version>`. @default - the newest known */
  readonly kubeVersion?: readonly string[];
  /** Name or path of Helm. @default 'helm' */
  readonly helm?: string;
}

/** The assemblies, whose objects tell which APIs there are. */
export interface ChartAssemblies {
  /** What is planned. @default - not given */
  readonly now?: Assembly;
  /** What is deployed. @default - not given */
  readonly before?: Assembly;
}

/**
 * Adds the options of a command that may render charts.
 *
 * @param command the command
 */
export function addChartOptions(command: Command): Command {
  return command
    .option(
      '--charts <folder...>',
      'render the charts of releases that change, from archives in these folders, offline',
    )
    .option(
      '--kube-version <version...>',
      `version of Kubernetes that charts are told, in a stage <stage>=<version> (default: ${KUBERNETES})`,
      addKubeVersion,
    )
    .option('--helm <program>', 'name or path of helm', 'helm');
}

/** A side that is rendered, with the job that does it. */
interface Wanted {
  readonly planned: number;
  readonly change: PlannedChange;
  readonly before: Side;
  readonly after: Side;
}

type Side = ChartSide | { readonly job: string; readonly input: ChartInput; readonly archive: ChartArchive };

/**
 * Renders the releases that change, before and after, and gives the plans what they are made of. With no folder of
 * charts the plans stay as they are.
 *
 * @param planned plans with their stacks
 * @param options folders and Helm
 * @param assemblies what tells which APIs there are. @default - none
 * @param limits bounds of one rendering. @default - what large charts need
 * @throws DH2006, DH5006, DH5007, DH6030
 */
export async function renderReleases(
  planned: readonly PlannedStack[],
  { charts, kubeVersion = [], helm = 'helm' }: ChartOptions,
  assemblies: ChartAssemblies = {},
  limits: RenderLimits = RENDER_LIMITS,
): Promise<readonly PlannedStack[]> {
  if (charts === undefined) return planned;
  const archives = new ChartArchives(charts);
  const apis = new KnownApis(assemblies);
  const versionOf = kubeVersions(kubeVersion, [...new Set(planned.flatMap(({ stack }) => stack?.stage ?? []))]);
  const jobs = new Map<string, RenderJob>();
  const side = (given: ChartSide, stage: string | undefined, which: 'now' | 'before'): Side => {
    if (given === undefined || 'reason' in given) return given;
    const { input } = given;
    const archive = archives.find(input.archive);
    if (archive === undefined) return { reason: `no folder has the archive ${input.archive}` };
    const settings = { helm, kubernetes: versionOf(stage), apiVersions: apis.of(stage, which), limits };
    const job = JSON.stringify([input, archive.digest, settings.kubernetes, settings.apiVersions]);
    if (!jobs.has(job)) jobs.set(job, { input, archive: archive.path, settings });
    return { job, input, archive };
  };
  const wanted = planned.flatMap(({ plan, stack }, index) =>
    plan.changes
      .filter(({ type }) => type === 'helm_release')
      .map((change): Wanted => {
        const { before, after } = chartSides(change);
        const place = { planned: index, change };
        return { ...place, before: side(before, stack?.stage, 'before'), after: side(after, stack?.stage, 'now') };
      }),
  );
  // What is given the same makes the same.
  const different = wanted.filter(({ before, after }) => keyOf(before) === undefined || keyOf(before) !== keyOf(after));
  const needed = new Set(different.flatMap(({ before, after }) => [keyOf(before), keyOf(after)]));
  const list = [...jobs].filter(([key]) => needed.has(key));
  const results = await renderAll(list.map(([, job]) => job));
  const byKey = new Map(list.map(([key], index) => [key, results[index]] as const));
  const rendered = planned.map(() => new Map<string, RenderedRelease>());
  for (const { planned: index, change, before, after } of different) {
    const release = renderedRelease(change, resultOf(before, byKey), resultOf(after, byKey));
    if (release !== undefined) rendered[index]?.set(change.address, release);
  }
  return planned.map((each, index) => ({ ...each, plan: withRendered(each.plan, rendered[index] ?? new Map()) }));
}

function keyOf(side: Side): string | undefined {
  return side !== undefined && 'job' in side ? side.job : undefined;
}

function resultOf(side: Side, results: ReadonlyMap<string, RenderedJob | undefined>): RenderedSide {
  if (side === undefined || 'reason' in side) return side;
  if (!('job' in side)) return undefined;
  const result = results.get(side.job);
  if (result === undefined || 'reason' in result) return { reason: result?.reason ?? '' };
  const notes = side.archive.locked ? [] : [`no charts.lock has the digest of ${side.input.archive}`];
  return { texts: result.texts, namespace: side.input.namespace, notes };
}

/** The APIs of a stage, as far as its objects tell. */
class KnownApis {
  private readonly known = new Map<string, readonly string[]>();

  public constructor(private readonly assemblies: ChartAssemblies) {}

  public of(stage: string | undefined, which: 'now' | 'before'): readonly string[] {
    const other = which === 'now' ? 'before' : 'now';
    const assembly = this.assemblies[which] ?? this.assemblies[other];
    if (assembly === undefined || stage === undefined) return [];
    const key = `${which} ${stage}`;
    const found = this.known.get(key) ?? apisOf([...assembly.values()].filter((each) => each.stage === stage));
    this.known.set(key, found);
    return found;
  }
}

function apisOf(stacks: readonly AssemblyStack[]): readonly string[] {
  return apiVersionsOf(stacks.flatMap(({ objects }) => objects?.() ?? []));
}
