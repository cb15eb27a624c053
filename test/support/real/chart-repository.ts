import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { writeSmallChart, type SmallChart } from './small-chart';

/** A small chart with files of its own beside those that each small chart has. */
export interface ServedChart extends SmallChart {
  readonly files?: Readonly<Record<string, string>>;
}

/** A Helm repository of small charts on the loopback. */
export class ChartRepository {
  readonly url: string;

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Serves charts that are written to a folder. */
  static async serve(folder: string, charts: readonly ServedChart[]): Promise<ChartRepository> {
    const server = createServer((request, response) => {
      const path = join(folder, basename(request.url ?? ''));
      if (!existsSync(path)) response.writeHead(404);
      response.end(existsSync(path) ? readFileSync(path) : undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const repository = new ChartRepository(server, folder);
    repository.publish(charts);
    return repository;
  }

  /** Replaces what is served. */
  publish(charts: readonly ServedChart[]): void {
    const entries = charts.map((chart) => {
      const { name, version } = chart;
      const file = this.write(chart);
      return { apiVersion: 'v2', name, version, urls: [`${this.url}/${file}`] };
    });
    const names = [...new Set(charts.map(({ name }) => name))];
    writeFileSync(
      join(this.folder, 'index.yaml'),
      JSON.stringify({
        apiVersion: 'v1',
        entries: Object.fromEntries(names.map((name) => [name, entries.filter((entry) => entry.name === name)])),
      }),
    );
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** The archive has another name than Helm's own: repositories may choose. */
  private write(chart: ServedChart): string {
    const sources = join(this.folder, 'sources');
    rmSync(join(sources, chart.name), { recursive: true, force: true });
    const folder = writeSmallChart(sources, chart);
    for (const [path, text] of Object.entries(chart.files ?? {})) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const file = `archive-of-${chart.name}-${chart.version}.tgz`;
    execFileSync('tar', ['-czf', join(this.folder, file), '-C', sources, chart.name]);
    return file;
  }
}
