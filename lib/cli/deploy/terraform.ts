import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeployStack } from '../../deploy/stack-order';
import { errorIn, type StepFailure } from '../../deploy/outcome';
import { readPlan, type Plan } from '../../plan/read-plan';
import type { Processes } from './processes';

/** What all calls of Terraform have in common. */
export interface TerraformOptions {
  /** Name or path of terraform or tofu. */
  readonly program: string;
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder for plans, which hold secrets: closed to everybody else, and removed in the end. */
  readonly plans: string;
}

/** Time in which somebody else's Terraform may finish with the state. */
const LOCK_TIMEOUT = '-lock-timeout=30s';

/** Terraform, one process a stack. What it says lies in `<stack>/datahall-<step>.log` until the next time. */
export class Terraform {
  private initialized: Promise<unknown> = Promise.resolve();
  private readonly program: string;

  /**
   * @param processes what runs it
   * @param options program, environment, folder for plans
   */
  public constructor(
    private readonly processes: Processes,
    private readonly options: TerraformOptions,
  ) {
    // A relative path is one of the caller; Terraform runs in the folder of the stack.
    this.program = options.program.includes('/') ? resolve(options.program) : options.program;
  }

  /**
   * Fetches providers and opens the state. One stack at a time: a cache of providers that they share takes no more.
   *
   * @param stack the stack
   */
  public init(stack: DeployStack): Promise<StepFailure | undefined> {
    const turn = this.initialized.then(() => this.step(stack, 'init', ['-input=false']));
    this.initialized = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Plans a stack, and keeps the plan for {@link apply}.
   *
   * @param stack the stack
   * @param replaced addresses that are made anew
   */
  public async plan(stack: DeployStack, replaced: readonly string[] = []): Promise<StepFailure | Plan> {
    const file = this.fileOf(stack);
    const again = replaced.map((address) => `-replace=${address}`);
    const failure = await this.step(stack, 'plan', ['-input=false', LOCK_TIMEOUT, ...again, `-out=${file}`]);
    if (failure !== undefined) return failure;
    const json = `${file}.json`;
    const log = logOf(stack, 'plan');
    const options = { ...this.common(stack, 'plan'), output: json, errors: log };
    const status = await this.processes.run(this.program, ['show', '-json', file], options);
    if (status !== 0) return { step: 'terraform plan', message: errorIn(readFileSync(log, 'utf8')), log };
    return readPlan(`${stack.id}.json`, readFileSync(json));
  }

  /**
   * Applies the plan that was made.
   *
   * @param stack the stack
   */
  public apply(stack: DeployStack): Promise<StepFailure | undefined> {
    return this.step(stack, 'apply', ['-input=false', LOCK_TIMEOUT, this.fileOf(stack)]);
  }

  /**
   * Tries to get the lock of the state, without waiting for it and without asking the cluster.
   *
   * @param stack the stack
   */
  public tryLock(stack: DeployStack): Promise<StepFailure | undefined> {
    return this.step(stack, 'plan', ['-input=false', '-lock-timeout=0s', '-refresh=false']);
  }

  /**
   * Addresses of what the state has.
   *
   * @param stack the stack
   */
  public async addresses(stack: DeployStack): Promise<readonly string[] | StepFailure> {
    const log = logOf(stack, 'state');
    const output = join(this.options.plans, `${stack.id}.state`);
    const options = { ...this.common(stack, 'reading'), output, errors: log };
    const status = await this.processes.run(this.program, ['state', 'list', '-no-color'], options);
    const said = readFileSync(log, 'utf8');
    // Before the first deployment there is no state.
    if (status !== 0 && /No state file was found/.test(said)) return [];
    if (status !== 0) return { step: 'terraform state', message: errorIn(said), log };
    return readFileSync(output, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  }

  private async step(
    stack: DeployStack,
    step: 'init' | 'plan' | 'apply',
    args: readonly string[],
  ): Promise<StepFailure | undefined> {
    const log = logOf(stack, step);
    const options = { ...this.common(stack, step), output: log };
    const status = await this.processes.run(this.program, [step, '-no-color', ...args], options);
    return status === 0 ? undefined : { step: `terraform ${step}`, message: errorIn(readFileSync(log, 'utf8')), log };
  }

  private common({ folder, id }: DeployStack, step: string) {
    return { cwd: folder, env: this.options.env, title: `${step} of ${id}`, option: '--terraform' };
  }

  private fileOf({ id }: DeployStack): string {
    return join(this.options.plans, `${id}.tfplan`);
  }
}

/**
 * File with what Terraform said in a step.
 *
 * @param stack the stack
 * @param step the step
 */
export function logOf({ folder }: DeployStack, step: string): string {
  return join(folder, `datahall-${step}.log`);
}
