import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { deviceStates, type ConfiguredDevice, type DeviceState } from '../../deploy/device-state';
import type { StepFailure } from '../../deploy/outcome';
import type { DeployStack } from '../../deploy/stack-order';
import { DatahallError } from '../../errors/datahall-error';
import { inventoryFolder, playbookArguments } from '../../network/config/ansible-paths';
import { DEVICE_CONFIGURATION } from '../../network/facts';
import type { Json } from '../../plan/json';
import { readIndex } from '../assembly-files';
import type { Processes } from './processes';
import type { SynthesizedProgram } from './program';
import { logOf } from './terraform';

const CONFIGURATIONS = ['frr.conf', 'config_db.json'] as const;

/**
 * The devices of a site's network: switches and servers, which Ansible configures. Terraform runs the playbook, as the
 * rollout of the site says; what is here shows what it would do, and tells which devices have their configuration.
 */
export class SiteDevices {
  private notInstalled = false;

  private constructor(
    /** Name of the site. */
    public readonly site: string,
    /** Who brings configurations onto the devices. */
    public readonly rollout: 'none' | 'ansible',
    private readonly stack: DeployStack,
    /** Folder of Ansible's files. */
    private readonly project: string,
    private readonly results: string,
    private readonly path: string,
  ) {}

  /**
   * The devices that a stack configures, if it does.
   *
   * @param program the program
   * @param stack the stack
   */
  public static of(program: SynthesizedProgram, stack: DeployStack): SiteDevices | undefined {
    const [fact] = program.facts(DEVICE_CONFIGURATION, stack.id);
    if (fact === undefined) return undefined;
    const project = join(program.folder, 'artifacts', 'ansible');
    const own = join(project, inventoryFolder(fact.site), 'results');
    const results = fact.results === null ? own : resolve(fact.results);
    return new SiteDevices(fact.site, fact.rollout, stack, project, results, fact.path);
  }

  /** Whether a dry run found no Ansible. */
  public get isAnsibleMissing(): boolean {
    return this.notInstalled;
  }

  /** Which devices have their configuration. */
  public states(): readonly DeviceState[] {
    return deviceStates(this.devices(), this.recorded());
  }

  /**
   * Addresses that Terraform makes anew, so that it runs the playbook again: that of the rollout when some device has
   * no result of its configuration, although Terraform itself has nothing to do.
   */
  public replaced(): readonly string[] {
    if (this.rollout !== 'ansible' || this.states().every(({ state }) => state === 'applied')) return [];
    const index = readIndex(this.stack.folder) ?? [];
    return index.filter(({ path }) => path === `${this.path}/Rollout`).map(({ address }) => address);
  }

  /**
   * What the playbook would change, on the devices themselves. Its results are thrown away: a dry run proves nothing.
   *
   * @param processes what runs it
   * @param env environment of Ansible
   * @returns what it said; nothing where Ansible is not installed
   */
  public async dryRun(
    processes: Processes,
    env: Readonly<Record<string, string>>,
  ): Promise<StepFailure | string | undefined> {
    const scratch = mkdtempSync(join(tmpdir(), 'datahall-results-'));
    const output = logOf(this.stack, 'devices');
    const args = [...playbookArguments(this.site), '--check', '--diff', '-e', `device_results_folder=${scratch}`];
    const title = `the dry run on the devices of ${this.site}`;
    try {
      const options = { cwd: this.project, env: { ...env, ANSIBLE_NOCOLOR: '1' }, output, title, option: '' };
      const status = await processes.run('ansible-playbook', args, options);
      const said = readFileSync(output, 'utf8');
      if (status === 0) return said;
      const message = said.trimEnd().split('\n').slice(-20).join('\n');
      return { step: 'check of the devices', message, log: output };
    } catch (error) {
      if (!DatahallError.is(error)) throw error;
      this.notInstalled = true;
      return undefined;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** The command that configures the devices by hand. */
  public get command(): string {
    const folder = relative('.', this.project);
    const results = relative(this.project, this.results);
    const playbook = `ansible-playbook ${playbookArguments(this.site).join(' ')}`;
    return `(cd ${folder} && ${playbook} -e device_results_folder="$PWD/${results}" -e apply=true)`;
  }

  private devices(): readonly ConfiguredDevice[] {
    const files = join(this.project, inventoryFolder(this.site), 'files');
    const names = existsSync(files) ? readdirSync(files).sort() : [];
    return names.flatMap((name) => {
      const file = CONFIGURATIONS.map((each) => join(files, name, each)).find((each) => existsSync(each));
      return file === undefined ? [] : [{ name, checksum: sha1(readFileSync(file)) }];
    });
  }

  private recorded(): ReadonlyMap<string, Json> {
    if (!existsSync(this.results)) return new Map();
    const files = readdirSync(this.results).filter((name) => name.endsWith('.json'));
    return new Map(files.map((name) => [name.slice(0, -'.json'.length), readJson(join(this.results, name))] as const));
  }
}

/** A result that cannot be read is none. */
function readJson(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch {
    return null;
  }
}

/** Ansible's modules tell the SHA-1 of what they install. */
function sha1(content: Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}
