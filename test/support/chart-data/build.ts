import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find } from '../real/binaries';
import { folderOf } from './load';

/** One exact version of a chart, as Helm addresses it. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  /** `https://…` of a repository, or `oci://…` without the chart's name. */
  readonly repository: string;
}

const FILES = ['Chart.yaml', 'values.yaml', 'values.schema.json'];

/** Fetches charts with Helm and keeps of each, and of its sub-charts, the files that say what it reads. */
export function buildChartData(
  pins: readonly Pin[],
  out: string,
  helm = process.env['HELM'] ?? find('helm') ?? 'helm',
): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, '.gitignore'), '*\n');
  const temporary = mkdtempSync(join(tmpdir(), 'datahall-charts-'));
  try {
    for (const pin of pins) {
      const address = pin.repository.startsWith('oci://')
        ? [`${pin.repository.replace(/\/$/, '')}/${pin.name}`]
        : [pin.name, '--repo', pin.repository];
      const args = ['pull', ...address, '--version', pin.version, '--untar', '--untardir', temporary];
      execFileSync(helm, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      const target = join(out, 'charts', folderOf(pin.name));
      rmSync(target, { recursive: true, force: true });
      keep(join(temporary, pin.name), target);
      rmSync(join(temporary, pin.name), { recursive: true });
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function keep(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const file of FILES.filter((name) => existsSync(join(source, name))))
    cpSync(join(source, file), join(target, file));
  const nested = join(source, 'charts');
  if (!existsSync(nested)) return;
  for (const entry of readdirSync(nested, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    keep(join(nested, entry.name), join(target, 'charts', entry.name));
  }
}
