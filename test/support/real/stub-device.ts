import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { playbookArguments } from '../../../lib/network/config/ansible-paths';
import { ansibleEnvironment, SITE } from './ansible-project';
import { found } from './binaries';

const run = promisify(execFile);

/** Each program writes down how it was called, and fails while a file `fail-<program>` is there. */
const HEAD = `#!/bin/sh
set -e
cd "$STUB_DEVICE"
name=$(basename "$0")
`;
const CALLED = `echo "$name $*" >> calls
[ ! -e "fail-$name" ] || { echo "$name is out of order" >&2; exit 1; }
`;

/** FRRouting has loaded what is in its file when it was reloaded last; the kernel has what \`sysctl -p\` read last. */
const PROGRAMS: Readonly<Record<string, string>> = {
  vtysh: '[ "$1" = -C ] || echo "{}"',
  reload: `${CALLED}cp frr.conf running.conf`,
  ip: 'echo "[]"',
  sysctl: `if [ "$1" = -q ]; then ${CALLED.replaceAll('\n', '; ').replace(/; $/, '')}; cp "$3" kernel; exit; fi
touch kernel
for key in "$@"; do grep "^$key = " kernel || { echo "no $key" >&2; missing=1; }; done
[ -z "$missing" ]`,
  'sonic-cfggen': 'case "$1" in -d) cat running.json ;; *) cat "$2" ;; esac',
  config: `[ ! -e "fail-$name-$1" ] || { echo "$name $*" >> calls; echo "$name is out of order" >&2; exit 1; }
echo "$name $*" >> calls
case "$1" in replace) cp "$2" running.json ;; save) cp running.json config_db.json ;; esac`,
};

/** A device of stubs in a folder: what runs on it, and how its programs were called, are files there. */
export class StubDevice {
  /**
   * @param folder folder of the device, empty
   * @param root folder of Ansible's files
   * @param name name of the device
   */
  public constructor(
    private readonly folder: string,
    private readonly root: string,
    private readonly name: string,
  ) {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    for (const [program, text] of Object.entries(PROGRAMS)) {
      writeFileSync(join(folder, 'bin', program), `${HEAD}${text}\n`);
      chmodSync(join(folder, 'bin', program), 0o755);
    }
  }

  /** Runs the playbook on the device; what Ansible said, also when it failed. */
  public async play(variables: Readonly<Record<string, unknown>>, ...more: readonly string[]): Promise<string> {
    rmSync(join(this.folder, 'calls'), { force: true });
    const folders = ['frr', 'sysctl', 'interfaces', 'sonic'].map((each) => [`device_${each}_folder`, this.folder]);
    const extra = {
      ...{ ansible_connection: 'local', ansible_become: false, ansible_python_interpreter: '/usr/bin/python3' },
      ...{ device_frr_owner: process.getuid?.(), device_frr_reload: ['reload'], device_sessions_retries: 1 },
      ...{ ...Object.fromEntries(folders), device_sessions: 0, device_paths: 1, device_port_mtus: {}, ...variables },
    };
    const args = [...playbookArguments(SITE), '--limit', this.name, '-e', JSON.stringify(extra), ...more];
    const env = ansibleEnvironment(this.folder);
    const path = `${join(this.folder, 'bin')}${delimiter}${env['PATH']}`;
    const options = {
      cwd: this.root,
      env: { ...env, PATH: path, STUB_DEVICE: this.folder },
      encoding: 'utf8',
    } as const;
    try {
      return (await run(found('ansible-playbook'), args, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return `${stdout}\n${stderr}`;
    }
  }

  /** How programs that change the device were called in the last run. */
  public get calls(): readonly string[] {
    return this.has('calls') ? this.read('calls').trim().split('\n') : [];
  }

  /** Makes a program fail, or only what it is told to do first; without a name all work again. */
  public fails(program?: string): void {
    for (const each of ['reload', 'sysctl', 'config-replace', 'config-save'])
      rmSync(join(this.folder, `fail-${each}`), { force: true });
    if (program !== undefined) this.write(`fail-${program}`, '');
  }

  /** Whether a file is there. */
  public has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  /** A file of the device. */
  public read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Writes a file of the device. */
  public write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** What is recorded of the device. */
  public get result(): unknown {
    const file = join(this.root, 'inventories', SITE, 'results', `${this.name}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
  }
}
