import { isAbsolute, normalize } from 'node:path';
import { fail } from '../../errors/datahall-error';
import { resultsPath } from '../../errors/network-config';
import { playbookArguments } from './ansible-paths';

/** Settings of a rollout by Ansible. */
export interface AnsibleRolloutOptions {
  /** Folder of the project in which each device leaves what was done to it. @default 'network-results' */
  readonly results?: string;
}

/** How configurations reach the devices of a site. */
export class FabricRollout {
  private constructor(
    /** Who brings them. */
    public readonly kind: 'none' | 'ansible',
    /** Folder of the project for results. */
    public readonly results: string,
  ) {}

  /** Terraform shows what changes, and changes no device: somebody runs the playbook. */
  public static none(): FabricRollout {
    return new FabricRollout('none', '');
  }

  /**
   * Terraform runs the playbook when a configuration has changed: first as a dry run on all devices, then for real,
   * one failure domain after another. It needs `ansible-playbook` and access to the devices where Terraform runs.
   *
   * @param options where results are kept
   * @throws DH3845 when the folder is not one of the project
   */
  public static ansible(options: AnsibleRolloutOptions = {}): FabricRollout {
    const { results = 'network-results' } = options;
    const inside = /^[A-Za-z0-9._/-]+$/.test(results) && !isAbsolute(results) && !normalize(results).startsWith('..');
    if (!inside) fail(resultsPath(results));
    return new FabricRollout('ansible', results);
  }

  /**
   * The command that brings configurations onto devices.
   *
   * @param site name of the site
   * @param project path from the folder of Ansible's files to the project
   */
  public command(site: string, project: string): string {
    const results = `device_results_folder="$PWD/${project}/${this.results}"`;
    const playbook = `ansible-playbook ${playbookArguments(site).join(' ')} -e ${results}`;
    return `${playbook} && ${playbook} -e apply=true`;
  }
}
