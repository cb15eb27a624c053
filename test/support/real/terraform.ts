import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { found } from './binaries';
import { terraformEnvironment } from './providers';

/** What `terraform show -json` tells of a plan, as far as tests read it. */
export interface TerraformPlan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly resource_drift?: readonly ResourceChange[];
  readonly [key: string]: unknown;
}

/** One resource of a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly previous_address?: string;
  readonly change: Change;
}

/** What a plan does to a value: `['no-op']`, `['create']`, `['update']`, `['delete', 'create']` and so on. */
export interface Change {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown?: unknown;
}

const run = promisify(execFile);
const PLAN = 'test.tfplan';

/** Terraform in one stack's folder; each command throws with what terraform wrote to its error output. */
export class TerraformRun {
  /** @param environment what Terraform finds in its environment besides */
  constructor(
    readonly folder: string,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  async init(): Promise<void> {
    await this.terraform('init', '-input=false');
  }

  async validate(): Promise<void> {
    await this.terraform('validate');
  }

  async plan(): Promise<TerraformPlan> {
    await this.terraform('plan', '-input=false', `-out=${PLAN}`);
    return JSON.parse(await this.terraform('show', '-json', PLAN)) as TerraformPlan;
  }

  /** What `terraform show -json` writes of a plan, also of one that failed as far as it came. */
  async planText(...args: readonly string[]): Promise<string> {
    rmSync(join(this.folder, PLAN), { force: true });
    await this.terraform('plan', '-input=false', `-out=${PLAN}`, ...args).catch(() => undefined);
    return this.terraform('show', '-json', PLAN);
  }

  async apply(): Promise<void> {
    await this.terraform('apply', '-input=false', '-auto-approve');
  }

  async destroy(): Promise<void> {
    await this.terraform('destroy', '-input=false', '-auto-approve');
  }

  private async terraform(command: string, ...args: readonly string[]): Promise<string> {
    const options = { cwd: this.folder, env: { ...terraformEnvironment(), ...this.environment }, maxBuffer: 1 << 28 };
    const colour = command === 'show' ? [] : ['-no-color'];
    try {
      return (await run(found('terraform'), [command, ...colour, ...args], options)).stdout;
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      throw new Error(`terraform ${command} in ${this.folder}: ${stderr?.trim() || message}`);
    }
  }
}

/** The changes of a plan that are no `no-op` and no mere reading. */
export function effects(plan: TerraformPlan): readonly ResourceChange[] {
  const idle = new Set(['no-op', 'read']);
  return (plan.resource_changes ?? []).filter(({ change }) => change.actions.some((action) => !idle.has(action)));
}
