import { schedule } from '../../deploy/schedule';
import type { StepFailure } from '../../deploy/outcome';
import type { DeployStack } from '../../deploy/stack-order';
import { isIdle } from '../../deploy/plan-digest';
import type { Plan } from '../../plan/read-plan';
import type { Processes } from './processes';
import type { SiteDevices } from './devices';
import type { Terraform } from './terraform';

/** What planning needs. */
export interface PlanOptions {
  /** Most stacks that are planned at once. */
  readonly parallel: number;
  /** What runs programs. */
  readonly processes: Processes;
  /** Terraform. */
  readonly terraform: Terraform;
  /** Devices that stacks configure, by id of the stack. */
  readonly devices: ReadonlyMap<string, SiteDevices>;
  /** Environment of what is called. */
  readonly env: Readonly<Record<string, string>>;
  /** Tells people what happens. */
  readonly say: (line: string) => void;
}

/** What became of the plan of a stack. */
export interface StackPlanned {
  /** The plan. @default - it failed, or was not made */
  readonly plan?: Plan;
  /** What went wrong. @default - nothing */
  readonly failure?: StepFailure;
  /** How long it took. */
  readonly seconds: number;
}

/**
 * Plans all stacks before anything is applied: no stack reads another's state.
 *
 * @param stacks the stacks
 * @param options how
 * @returns plans and failures by id; what is missing was not started
 */
export async function planStacks(
  stacks: readonly DeployStack[],
  options: PlanOptions,
): Promise<ReadonlyMap<string, StackPlanned>> {
  const { parallel, processes, say } = options;
  const planned = new Map<string, StackPlanned>();
  const items = stacks.map(({ id }) => ({ id, after: [] }));
  await schedule(items, {
    parallel,
    stopped: () => processes.stopping,
    work: async ({ id }) => {
      const start = Date.now();
      const stack = stacks.find((each) => each.id === id);
      const made = stack === undefined ? undefined : await planStack(stack, options);
      const result = { ...made, seconds: (Date.now() - start) / 1000 };
      planned.set(id, result);
      const words = result.plan === undefined ? 'failed' : isIdle(result.plan) ? 'nothing to do' : 'planned';
      say(`plan ${id}: ${words} (${result.seconds.toFixed(1)} s)`);
      return result.plan === undefined ? 'failed' : 'ok';
    },
  });
  return planned;
}

async function planStack(stack: DeployStack, options: PlanOptions): Promise<Omit<StackPlanned, 'seconds'>> {
  const { terraform, processes, env, say } = options;
  const failure = await terraform.init(stack);
  if (failure !== undefined) return { failure };
  const devices = options.devices.get(stack.id);
  const plan = await terraform.plan(stack, devices?.replaced() ?? []);
  if ('step' in plan) return { failure: plan };
  if (devices === undefined || devices.rollout === 'none' || isIdle(plan)) return { plan };
  const tried = await devices.dryRun(processes, env);
  if (typeof tried === 'object') return { failure: tried };
  if (tried !== undefined) say(`dry run on the devices of ${devices.site}:\n${tried.trimEnd()}`);
  else say(`no dry run on the devices of ${devices.site}: ansible-playbook is not installed here`);
  return { plan };
}
