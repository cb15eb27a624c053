import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ChartData, ChartDependency } from '../../../lib/charts/verify/chart-data';

const PROJECT = resolve(__dirname, '../../..');

/** Where `npm run chart-data` writes. */
export const OWN_DATA = join(PROJECT, '.chart-data');

/** Folders whose name is not the chart's. */
const FOLDERS: Readonly<Record<string, string>> = {
  'gateway-helm': 'envoy-gateway-helm',
  'gateway-crds-helm': 'envoy-gateway-crds-helm',
};

/** The folder of a chart below `charts/`. */
export function folderOf(name: string): string {
  return FOLDERS[name] ?? name;
}

/** The folder that holds `charts/<name>/`: `$DATAHALL_DATA`, the shared one beside the project, or our own. */
export function dataRoot(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const roots =
    env['DATAHALL_DATA'] === undefined ? [resolve(PROJECT, '../shared/data'), OWN_DATA] : [env['DATAHALL_DATA']];
  return roots.find((root) => existsSync(join(root, 'charts')));
}

/** A chart with all sub-charts that can be found; `undefined` where the data does not hold it. */
export function loadChart(name: string, root = dataRoot()): ChartData | undefined {
  return root === undefined ? undefined : read(join(root, 'charts', folderOf(name)), [join(root, 'charts')]);
}

/** `describe` where the named charts can be read, else a skipped one, which the summary counts. */
export function describeCharts(title: string, charts: readonly string[], body: () => void): void {
  const complete = charts.every((chart) => loadChart(chart) !== undefined);
  (complete ? describe : describe.skip)(title, body);
}

/** What is used of a Chart.yaml. */
interface ChartYaml {
  readonly name: string;
  readonly dependencies?: readonly Omit<ChartDependency, 'data'>[];
}

/** Sub-charts lie in the chart's own `charts/`, as in an archive, or beside it, as in the shared data. */
function read(folder: string, places: readonly string[]): ChartData | undefined {
  const chart = readYaml(join(folder, 'Chart.yaml')) as ChartYaml | undefined;
  if (chart === undefined) return undefined;
  const below = [join(folder, 'charts'), ...places];
  const schema = join(folder, 'values.schema.json');
  return {
    name: chart.name,
    values: readYaml(join(folder, 'values.yaml')),
    ...(existsSync(schema) ? { schema: JSON.parse(readFileSync(schema, 'utf8')) as unknown } : {}),
    dependencies: (chart.dependencies ?? []).map(({ name, alias, condition }) => {
      const found = [alias, name]
        .filter((candidate) => candidate !== undefined)
        .flatMap((candidate) => below.map((place) => join(place, folderOf(candidate))))
        .find((candidate) => existsSync(join(candidate, 'Chart.yaml')));
      const data = found === undefined ? undefined : read(found, below);
      return {
        name,
        ...(alias === undefined ? {} : { alias }),
        ...(condition === undefined ? {} : { condition }),
        ...(data === undefined ? {} : { data }),
      };
    }),
  };
}

/** Envoy Gateway keeps a template as values.yaml: `${Gateway…}` stands where its release process writes an image. */
function readYaml(path: string): unknown {
  return existsSync(path) ? parse(readFileSync(path, 'utf8').replace(/\$\{Gateway\w+\}/g, '""')) : undefined;
}
