import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a chart calls itself. */
export interface SmallChart {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  values.json: {{ .Values | toJson | quote }}
`;

/** No controller minds it: whoever waits for it waits until a test says that it is done. */
const JOB = `{{ if .Values.wait }}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-wait
  annotations: { helm.sh/hook: 'post-install,post-upgrade', helm.sh/hook-delete-policy: before-hook-creation }
spec:
  managedBy: example.com/nobody
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: wait, image: registry.example.com/wait:1 }]
{{ end }}
{{ if .Values.fail }}{{ fail .Values.fail }}{{ end }}
`;

/**
 * Writes a chart to the folder `<dir>/<name>`: a release of it is one ConfigMap that holds its values as JSON. With the
 * value `fail` it cannot be installed, with `wait` it takes until a test ends its job.
 */
export function writeSmallChart(dir: string, { name, version, appVersion }: SmallChart): string {
  const folder = join(dir, name);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name, version, appVersion }));
  writeFileSync(join(folder, 'templates', 'values.yaml'), CONFIG_MAP);
  writeFileSync(join(folder, 'templates', 'special.yaml'), JOB);
  return folder;
}

/** Writes the same chart as the archive `<dir>/<name>-<version>.tgz`. */
export function writeSmallChartArchive(dir: string, chart: SmallChart): string {
  const archive = join(dir, `${chart.name}-${chart.version}.tgz`);
  const work = mkdtempSync(join(tmpdir(), 'datahall-chart-'));
  try {
    writeSmallChart(work, chart);
    mkdirSync(dir, { recursive: true });
    execFileSync('tar', ['-czf', archive, '-C', work, chart.name]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  lockArchives(dir);
  return archive;
}

/** Locks all archives of a folder, as `datahall charts pull` does. */
function lockArchives(folder: string): void {
  const archives = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  const lock = { formatVersion: 1, archives: Object.fromEntries(archives.map((file) => [file, digest(file)])) };
  writeFileSync(join(folder, 'charts.lock'), JSON.stringify(lock));
}
