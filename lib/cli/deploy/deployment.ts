import { decide, type Decision, type GivenApproval } from '../../deploy/approval';
import type { StackOutcome, StepFailure } from '../../deploy/outcome';
import { isIdle, plansDigest } from '../../deploy/plan-digest';
import { schedule } from '../../deploy/schedule';
import type { DeployStack } from '../../deploy/stack-order';
import { historyOf } from '../../plan/assembly';
import { buildReport } from '../../plan/build-report';
import type { Plan } from '../../plan/read-plan';
import type { Report } from '../../plan/report';
import { readAssembly } from '../assembly-files';
import type { CheckedStage } from './checks';
import { planStacks, type PlanOptions, type StackPlanned } from './plan-stacks';
import type { SynthesizedProgram } from './program';

/** What plans come to. */
export interface Planned {
  /** What they do. */
  readonly report: Report;
  /** Digest of what they do: what is approved. */
  readonly digest: string;
  /** Whether they may be applied. */
  readonly decision: Decision;
}

/** One run of `datahall deploy`: plans all, then applies what was planned, in order. */
export class Deployment {
  private plans: ReadonlyMap<string, StackPlanned> = new Map();
  private readonly begun = new Set<string>();
  private readonly applied = new Map<string, { readonly seconds: number; readonly failure?: StepFailure }>();
  private decided = false;

  /**
   * @param program the program
   * @param stacks what is deployed, in order
   * @param options how
   */
  public constructor(
    private readonly program: SynthesizedProgram,
    private readonly stacks: readonly DeployStack[],
    private readonly options: PlanOptions,
  ) {}

  /** What became of each stack so far. */
  public get outcomes(): readonly StackOutcome[] {
    return this.stacks.map((stack) => this.outcomeOf(stack));
  }

  /** Whether something failed or was left out. */
  public get isIncomplete(): boolean {
    return this.outcomes.some(({ state }) => state === 'failed' || state === 'skipped');
  }

  /**
   * What became of a stage: whether all of it is as the program says, and whether something was applied for that.
   *
   * @param stage name of the stage
   */
  public ofStage(stage: string): { readonly isDone: boolean; readonly applied: boolean } {
    const own = this.outcomes.filter((each) => each.stage === stage);
    return {
      isDone: own.every(({ state }) => state === 'done' || state === 'unchanged'),
      applied: own.some(({ state }) => state === 'done'),
    };
  }

  /**
   * Plans all stacks.
   *
   * @param checked the stages
   * @param given what somebody approved
   * @returns nothing when not all of them could be planned
   */
  public async plan(checked: readonly CheckedStage[], given: GivenApproval): Promise<Planned | undefined> {
    this.plans = await planStacks(this.stacks, this.options);
    const all = this.stacks.flatMap(({ id }) => {
      const plan = this.planOf(id);
      return plan === undefined ? [] : [{ id, plan }];
    });
    if (all.length < this.stacks.length) return undefined;
    const assembly = readAssembly(this.program.folder);
    const report = buildReport(all.map(({ id, plan }) => ({ plan, stack: historyOf(id, assembly, new Map()) })));
    const digest = plansDigest(all);
    const gates = new Map(checked.map(({ stage }) => [stage.name, stage.gate.autoApprove]));
    return { report, digest, decision: decide(report, digest, gates, given) };
  }

  /**
   * Applies what was planned.
   *
   * @param begin called once for each stage, before anything of it is changed; nothing is where it throws
   */
  public async apply(begin: (stage: string) => void): Promise<void> {
    const { parallel, processes, terraform, say } = this.options;
    this.decided = true;
    await schedule(this.stacks, {
      parallel,
      stopped: () => processes.stopping,
      work: async (stack) => {
        const plan = this.planOf(stack.id);
        if (plan === undefined || isIdle(plan)) return 'ok';
        say(`apply ${stack.id} …`);
        const start = Date.now();
        const failure =
          this.begin(stack.stage, begin) ??
          (await terraform.apply(stack).catch((error: unknown) => failureOf('terraform apply', error)));
        const seconds = (Date.now() - start) / 1000;
        this.applied.set(stack.id, { seconds, ...(failure === undefined ? {} : { failure }) });
        say(`apply ${stack.id}: ${failure === undefined ? 'done' : 'failed'} (${seconds.toFixed(1)} s)`);
        return failure === undefined ? 'ok' : 'failed';
      },
    });
  }

  private begin(stage: string, begin: (stage: string) => void): StepFailure | undefined {
    if (this.begun.has(stage)) return undefined;
    try {
      begin(stage);
    } catch (error) {
      return failureOf('record in the lock', error);
    }
    this.begun.add(stage);
    return undefined;
  }

  private planOf(id: string): Plan | undefined {
    return this.plans.get(id)?.plan;
  }

  private outcomeOf({ id, stage }: DeployStack): StackOutcome {
    const planned = this.plans.get(id);
    const applied = this.applied.get(id);
    const failure = applied?.failure ?? planned?.failure;
    const seconds = (planned?.seconds ?? 0) + (applied?.seconds ?? 0);
    const common = { stack: id, stage, seconds, changes: planned?.plan === undefined ? {} : countsOf(planned.plan) };
    if (failure !== undefined) return { ...common, state: 'failed', failure };
    if (planned?.plan === undefined) return { ...common, state: 'skipped' };
    if (isIdle(planned.plan)) return { ...common, state: 'unchanged' };
    if (applied !== undefined) return { ...common, state: 'done' };
    return { ...common, state: this.decided ? 'skipped' : 'planned' };
  }
}

/** Others are applied meanwhile, and their outcomes must not get lost with what one throws. */
function failureOf(step: StepFailure['step'], error: unknown): StepFailure {
  return { step, message: error instanceof Error ? error.message : String(error) };
}

function countsOf(plan: Plan): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { action, imported } of plan.changes) {
    const shown = imported ? 'import' : action;
    if (shown !== 'none' && shown !== 'read') counts[shown] = (counts[shown] ?? 0) + 1;
  }
  return counts;
}
