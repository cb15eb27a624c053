import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChartPin } from '../charts/pin';
import { chartNotPulled, crdsNotRead, helmMissing } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import type { Problem } from '../errors/problem';
import { oppositeOf } from './chart-crds';

const run = promisify(execFile);

/** Charts refuse a Kubernetes that is too old, and Helm stands in for one when it renders; no CRD depends on it. */
export const KUBERNETES = '1.34.0';

/** CRDs of a chart are several megabytes of text. */
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** The `helm` command, with the user's own settings, logins and proxies. */
export class Helm {
  /** @param program name or path of the program */
  public constructor(private readonly program: string = 'helm') {}

  /**
   * Pulls the archive of a chart.
   *
   * @param chart the chart
   * @param repository `https://…` or `oci://…`, without the name of the chart
   * @param folder existing folder to work in
   * @returns path of the archive
   * @throws DH5001, DH5002
   */
  public async pull(chart: ChartPin, repository: string, folder: string): Promise<string> {
    const { name, version } = chart;
    // Repositories choose the names of their files: a folder that holds nothing else tells which one it is.
    const own = mkdtempSync(join(folder, `${name}-`));
    const place = repository.startsWith('oci://') ? [`${repository}/${name}`] : [name, '--repo', repository];
    await this.call(['pull', ...place, '--version', version, '--destination', own], (message) =>
      chartNotPulled(name, version, repository, message),
    );
    const [file] = readdirSync(own);
    if (file === undefined) return fail(chartNotPulled(name, version, repository, 'Helm wrote no archive'));
    const archive = join(own, file);
    await this.check(chart, repository, archive);
    return archive;
  }

  /** Helm keeps whatever a repository answers: the page of a proxy, or a chart of another version. */
  private async check({ name, version }: ChartPin, repository: string, archive: string): Promise<void> {
    const refuse = (message: string): Problem => chartNotPulled(name, version, repository, message);
    const text = await this.call(['show', 'chart', archive], (message) =>
      refuse(`what it gives is no chart: ${message}`),
    );
    const given = /^version: *["']?([^\s"'#]+)/m.exec(text)?.[1] ?? 'none';
    if (withoutV(given) !== withoutV(version)) fail(refuse(`what it gives has the version ${given}`));
  }

  /**
   * Renders an archive with its CRDs. `helm show crds` would not do: it joins files that do not begin with `---`.
   *
   * @param chart the chart
   * @param archive path of its archive
   * @returns YAML documents, the CRDs among them
   * @throws DH5001, DH5004
   */
  public async render(chart: ChartPin, archive: string): Promise<string> {
    const { crds, name, version } = chart;
    const { off = {}, namespace = 'default' } = crds.kind === 'values' ? crds : {};
    const settings = ['--kube-version', KUBERNETES, '--include-crds', '--skip-tests', '--values', '-'];
    return this.call(
      ['template', name, archive, '--namespace', namespace, ...settings],
      (message) => crdsNotRead(`${name}-${version}.tgz`, message),
      JSON.stringify(oppositeOf(off)),
    );
  }

  private async call(args: readonly string[], problem: (message: string) => Problem, input = ''): Promise<string> {
    try {
      const running = run(this.program, args, { maxBuffer: OUTPUT_BYTES });
      // A program that ends without reading its input is no error of its own.
      running.child.stdin?.on('error', () => undefined).end(input);
      return (await running).stdout;
    } catch (error) {
      const { code, stderr, message } = error as Error & { readonly code?: unknown; readonly stderr?: string };
      if (code === 'ENOENT' || code === 'EACCES') return fail(helmMissing(this.program));
      return fail(problem(helmError(stderr ?? '') ?? message));
    }
  }
}

function withoutV(version: string): string {
  return version.replace(/^v/, '');
}

/**
 * The error in what Helm says: it prints warnings first, and advice last.
 *
 * @param text its standard error
 */
export function helmError(text: string): string | undefined {
  return /^Error: (.+)$/m.exec(text)?.[1];
}
