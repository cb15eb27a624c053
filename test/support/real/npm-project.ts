import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../sources';

const INSTALL = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
const MINUTES = 60_000;

/** What `package.json` says of dependencies. */
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** An empty project outside of the working copy, in which packages are installed and programs run. */
export class NpmProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'datahall-npm-'));

  constructor() {
    this.write('package.json', JSON.stringify({ name: 'project', version: '1.0.0', private: true }));
  }

  /**
   * A project with everything that the package needs from a registry, at the versions that are tested here; undefined
   * where no registry and no cache of npm has it.
   */
  static withDependencies(): NpmProject | undefined {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
    const peers = Object.keys(manifest.peerDependencies).map((name) => [name, manifest.devDependencies[name] ?? '']);
    const wanted = [...peers, ...Object.entries(manifest.dependencies)].map((it) => it.join('@'));
    const project = new NpmProject();
    try {
      project.install(...wanted);
      return project;
    } catch {
      project.remove();
      return undefined;
    }
  }

  install(...packages: readonly string[]): void {
    this.run('npm', ...INSTALL, ...packages);
  }

  /** Packs the working copy, as `npm publish` would; gives the names of the packed files. */
  installPacked(): readonly string[] {
    const options = { cwd: ROOT, encoding: 'utf8', stdio: 'pipe', timeout: 5 * MINUTES } as const;
    const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', this.folder], options);
    // Scripts of the package print before the list.
    const list = JSON.parse(printed.slice(printed.search(/^\[/m))) as [Packed];
    const [{ filename, files }] = list;
    this.install(join(this.folder, filename));
    return files.map(({ path }) => path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Copies TypeScript files into the project, and beside each one what Node runs. */
  compile(...paths: readonly string[]): void {
    for (const path of paths) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
      this.write(path, text);
      this.write(path.replace(/\.ts$/, '.js'), ts.transpileModule(text, { compilerOptions }).outputText);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Runs a program in the project; gives what it printed, and throws with its message when it fails. */
  run(program: string, ...args: readonly string[]): string {
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: 'pipe', timeout: 5 * MINUTES };
    try {
      return execFileSync(program, args, { ...options, cwd: this.folder, env: outsideOfTheProject() });
    } catch (error) {
      const { stdout, message } = error as Error & { readonly stdout?: string };
      throw new Error(`${message}\n${stdout ?? ''}`);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Programs do not see that npm or jest of the working copy started them. */
function outsideOfTheProject(): NodeJS.ProcessEnv {
  const foreign = /^(npm_(?!config_)|NODE_ENV$|NODE_OPTIONS$|CDKTF_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
