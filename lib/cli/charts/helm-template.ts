import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ChartInput, ChartSetting } from '../../plan/charts/chart-input';
import { helmError } from '../helm';

/** Bounds of one rendering: the charts of a pull request are anybody's. */
export interface RenderLimits {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes of text. */
  readonly output: number;
  /** Bytes of memory. */
  readonly memory: number;
}

/** What large charts need, several times over. */
export const RENDER_LIMITS: RenderLimits = { time: 60_000, output: 32 * 2 ** 20, memory: 2 ** 30 };

/** What one rendering needs beside its chart. */
export interface RenderSettings {
  /** Name or path of Helm. */
  readonly helm: string;
  /** Version of Kubernetes that the chart is told. */
  readonly kubernetes: string;
  /** API versions that the chart is told, beside those of Kubernetes. */
  readonly apiVersions: readonly string[];
  /** Bounds. */
  readonly limits: RenderLimits;
}

/** What Helm wrote, or why it did not. */
export type RenderResult = { readonly text: string } | { readonly reason: string };

/** How often the memory of Helm is looked at, in milliseconds. */
const LOOK = 50;

/**
 * Renders a chart, as `helm template` does: with no cluster, no network, and none of the user's settings, logins and
 * plugins.
 *
 * @param input what is rendered
 * @param archive path of the archive
 * @param settings Helm, and what the chart is told
 * @param folder empty folder to work in, that only this user reads
 */
export async function helmTemplate(
  input: ChartInput,
  archive: string,
  settings: RenderSettings,
  folder: string,
): Promise<RenderResult> {
  const put = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const args = [
    'template',
    `--namespace=${input.namespace}`,
    `--kube-version=${settings.kubernetes}`,
    ...settings.apiVersions.map((version) => `--api-versions=${version}`),
    ...(input.crds ? ['--include-crds'] : []),
    ...(input.upgrade ? ['--is-upgrade'] : []),
    '--skip-tests',
    ...input.values.map((text, index) => `--values=${put(`values-${index}.yaml`, text)}`),
    ...input.settings.map((setting, index) => flagOf(setting, (text) => put(`setting-${index}`, text))),
    // Names come from whoever wrote the change: none is an option.
    '--',
    input.release,
    archive,
  ];
  return start(settings.helm, args, environment(folder), settings.limits);
}

/** A value that is secret is no argument: other users of the machine see those. */
function flagOf({ kind, name, value }: ChartSetting, put: (text: string) => string): string {
  if (kind === 'text') return `--set-file=${name}=${put(value)}`;
  const flag = { auto: '--set', string: '--set-string', literal: '--set-literal' }[kind];
  return `${flag}=${name}=${value}`;
}

/** A folder of its own instead of the user's, no cluster, and a proxy that nobody answers at. */
function environment(folder: string): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9';
  return {
    PATH: process.env['PATH'] ?? ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    HELM_CACHE_HOME: join(folder, 'cache'),
    HELM_CONFIG_HOME: join(folder, 'config'),
    HELM_DATA_HOME: join(folder, 'data'),
    KUBECONFIG: join(folder, 'no-cluster'),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
}

function start(
  helm: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  limits: RenderLimits,
): Promise<RenderResult> {
  return new Promise((resolve) => {
    let large = false;
    const options = { env, timeout: limits.time, killSignal: 'SIGKILL', maxBuffer: limits.output } as const;
    const child = execFile(helm, args, options, (error, stdout, stderr) => {
      clearInterval(looking);
      if (error === null) resolve({ text: stdout });
      else resolve({ reason: large ? overMemory(limits) : reasonOf(error, stderr, limits) });
    });
    const looking = setInterval(() => {
      if (child.pid === undefined || memoryOf(child.pid) <= limits.memory) return;
      large = true;
      child.kill('SIGKILL');
    }, LOOK);
    child.stdin?.on('error', () => undefined).end();
  });
}

function reasonOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, limits: RenderLimits): string {
  const { code, killed } = error;
  if (code === 'ENOENT' || code === 'EACCES') return 'helm is not found: --helm names it';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `it makes more than ${limits.output / 2 ** 20} MiB of text`;
  if (killed === true) return `it takes more than ${limits.time / 1000} seconds`;
  return `Helm says: ${helmError(stderr) ?? 'nothing'}`;
}

function overMemory({ memory }: RenderLimits): string {
  return `it takes more than ${memory / 2 ** 20} MiB of memory`;
}

/** Where the system does not tell, only time and output are bounded. */
function memoryOf(pid: number): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}
