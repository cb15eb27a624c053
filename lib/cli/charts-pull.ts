import type { Command } from 'commander';
import { ChartSet } from '../charts/chart-set';
import type { ChartName } from '../charts/catalog';
import type { ChartPin } from '../charts/pin';
import { crdsNotFound, crdsNotRead } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import { arePulled } from '../charts/crd-layout';
import { crdsIn, groupOf } from './chart-crds';
import { ChartFolder, checkAgainstLock, digestOf, type PulledChart } from './chart-folder';
import { Helm } from './helm';

/** Options of `datahall charts pull`. */
export interface ChartsPullOptions {
  /** Name of the chart set. */
  readonly set: string;
  /** Folder that is written. */
  readonly out: string;
  /** Names of charts. @default - all of the set */
  readonly chart?: readonly string[];
  /** Repository that replaces those of the charts. @default - the charts' own */
  readonly mirror?: string;
  /** Whether archives may differ from their lock. @default false */
  readonly update?: boolean;
  /** Name or path of Helm. @default 'helm' */
  readonly helm?: string;
}

/**
 * Adds `datahall charts pull`.
 *
 * @param program the command line
 */
export function addCharts(program: Command): void {
  program
    .command('charts')
    .description('chart archives in your repository')
    .command('pull')
    .description('write the archives of a chart set, their CRDs and a lock with their digests into a folder')
    .option('--set <name>', 'chart set', ChartSet.newest().name)
    .option('--out <folder>', 'folder that is written', 'charts')
    .option('--chart <name...>', 'only these charts')
    .option('--mirror <url>', 'take the charts from this repository (https://… or oci://…)')
    .option('--update', 'accept archives that differ from charts.lock')
    .option('--helm <program>', 'name or path of helm', 'helm')
    .action((options: ChartsPullOptions) => pullCharts(options, (line) => console.log(line)));
}

/**
 * Pulls the charts of a set. Nothing in the folder changes unless all of them were pulled.
 *
 * @param options which charts, from where, to where
 * @param print gets a line for each chart
 * @throws DH2001, DH2002, DH5001 to DH5005, DH5007, DH5009
 */
export async function pullCharts(options: ChartsPullOptions, print: (line: string) => void): Promise<void> {
  const set = ChartSet.of(options.set);
  const pins = (options.chart ?? set.charts).map((name) => set.pin(name as ChartName));
  const folder = new ChartFolder(options.out);
  const locked = options.update === true ? {} : folder.locked;
  const helm = new Helm(options.helm);
  await folder.withWorkspace(async (work) => {
    const pulled: PulledChart[] = [];
    for (const pin of pins) {
      const chart = await pull(helm, pin, options.mirror ?? pin.repository, work);
      checkAgainstLock(locked, chart);
      print(`${pin.name} ${pin.version} sha256:${chart.digest}`);
      pulled.push(chart);
    }
    folder.put(set.name, pulled, options.update === true);
  });
}

async function pull(helm: Helm, pin: ChartPin, repository: string, work: string): Promise<PulledChart> {
  const archive = await helm.pull(pin, repository, work);
  const crds = await readCrds(helm, pin, archive);
  const file = `${pin.name}-${pin.version}`;
  return { file: `${file}.tgz`, archive, digest: digestOf(archive), ...named(`${file}.json`, crds) };
}

/** The CRDs as JSON that can be reviewed; nothing where the chart brings them itself. */
async function readCrds(helm: Helm, pin: ChartPin, archive: string): Promise<string | undefined> {
  const { crds: layout } = pin;
  if (!arePulled(layout)) return undefined;
  const file = `${pin.name}-${pin.version}.tgz`;
  const text = await helm.render(pin, archive);
  const crds = parse(file, text, layout.groups);
  const found = [...new Set(crds.map(groupOf))];
  if (found.length !== layout.groups.length) fail(crdsNotFound(file, layout.groups, found));
  return `${JSON.stringify(crds, null, 2)}\n`;
}

function parse(file: string, text: string, groups: readonly string[]): ReturnType<typeof crdsIn> {
  try {
    return crdsIn(text, groups);
  } catch (error) {
    return fail(crdsNotRead(file, error instanceof Error ? error.message : String(error)));
  }
}

function named(file: string, text: string | undefined): Pick<PulledChart, 'crds'> {
  return text === undefined ? {} : { crds: { file, text } };
}
