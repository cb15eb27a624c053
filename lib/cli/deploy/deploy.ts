import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceSummary } from '../../deploy/device-state';
import type { StackOutcome } from '../../deploy/outcome';
import { removedFrom, terraformEnvironment } from '../../deploy/environment';
import { DatahallError } from '../../errors/datahall-error';
import { ansibleMissing, planPartial } from '../../errors/deploy';
import type { Problem } from '../../errors/problem';
import { stageNames } from '../../release/waves';
import { checkStage, type CheckedStage } from './checks';
import { Deployment, type Planned } from './deployment';
import { SiteDevices } from './devices';
import { Processes } from './processes';
import { SynthesizedProgram } from './program';
import { recordDeployment, recordStart } from './record';
import { Terraform } from './terraform';

/** What is deployed, and how. */
export interface DeployOptions {
  /** Names of stages, or of waves. */
  readonly stages: readonly string[];
  /** Name of a site whose network is deployed as well. @default - none */
  readonly site?: string;
  /** Folder that was synthesized. */
  readonly out: string;
  /** Whether nothing is applied. @default false */
  readonly planOnly?: boolean;
  /** Digest of plans that were reviewed. @default - none */
  readonly approve?: string;
  /** Whether any plan is approved. @default false */
  readonly autoApprove?: boolean;
  /** Why windows and freezes are set aside. @default - they are not */
  readonly override?: string;
  /** Name or path of terraform or tofu. */
  readonly terraform: string;
  /** Name or path of kubectl. */
  readonly kubectl: string;
  /** Most stacks that run at once. */
  readonly parallel: number;
  /** Who deploys, for the record. */
  readonly by: string;
}

/** Where a deployment tells what it does. */
export interface DeployListener {
  /** Gets a line whenever something happens. */
  readonly say: (line: string) => void;
  /** Gets the report, before anything is applied. */
  readonly show: (planned: Planned) => void;
}

/** How a deployment ended. */
export interface DeployResult {
  /** `refused`: a check said no; `approval`: somebody must agree; `failed`: a stack failed or was left out. */
  readonly status: 'done' | 'planned' | 'approval' | 'refused' | 'failed';
  /** What became of each stack. */
  readonly stacks: readonly StackOutcome[];
  /** What was planned. @default - not everything could be */
  readonly planned?: Planned;
  /** What a check said. */
  readonly problems: readonly Problem[];
  /** What people should know. */
  readonly notes: readonly string[];
}

/**
 * Deploys stages: checks, plans all stacks, asks for approval, applies what was planned, and records it in the locks.
 *
 * @param options what and how
 * @param listener where it tells what it does
 * @throws DH4150, DH4151, DH4157, DH5006, DH5007, and those of plans and locks
 */
export async function deploy(options: DeployOptions, listener: DeployListener): Promise<DeployResult> {
  const program = SynthesizedProgram.read(options.out);
  const names = stageNames(program.stages, options.stages);
  const stacks = program.deployed(names, options.site);
  const checked = await Promise.all(
    names.map((name) => checkStage(program, program.stage(name), { now: new Date(), ...options })),
  );
  const problems = checked.flatMap((each) => each.problems);
  if (problems.length > 0) return { status: 'refused', stacks: [], problems, notes: [] };
  const removed = removedFrom(process.env);
  if (removed.length > 0) listener.say(`not passed on to Terraform: ${removed.join(', ')}`);
  const env = terraformEnvironment(process.env);
  const plans = mkdtempSync(join(tmpdir(), 'datahall-plans-'));
  chmodSync(plans, 0o700);
  const processes = new Processes(listener.say);
  const terraform = new Terraform(processes, { program: options.terraform, env, plans });
  const devices = new Map(
    stacks.flatMap((stack) => {
      const own = SiteDevices.of(program, stack);
      return own === undefined ? [] : [[stack.id, own] as const];
    }),
  );
  const how = { parallel: options.parallel, processes, terraform, devices, env, say: listener.say };
  const deployment = new Deployment(program, stacks, how);
  try {
    return await processes.guard(() => run({ program, deployment, checked, devices, options, listener }));
  } finally {
    rmSync(plans, { recursive: true, force: true });
  }
}

interface Run {
  readonly program: SynthesizedProgram;
  readonly deployment: Deployment;
  readonly checked: readonly CheckedStage[];
  readonly devices: ReadonlyMap<string, SiteDevices>;
  readonly options: DeployOptions;
  readonly listener: DeployListener;
}

async function run({ program, deployment, checked, devices, options, listener }: Run): Promise<DeployResult> {
  const planned = await deployment.plan(checked, options);
  const end = (status: DeployResult['status'], more: Partial<DeployResult> = {}): DeployResult => ({
    status,
    stacks: deployment.outcomes,
    ...(planned === undefined ? {} : { planned }),
    problems: [],
    notes: deviceNotes(devices),
    ...more,
  });
  if (planned === undefined) return end('failed');
  listener.show(planned);
  const { decision } = planned;
  if (decision.kind === 'incomplete') return end('refused', { problems: [planPartial(decision.gaps)] });
  if (options.planOnly === true) return end('planned');
  if (decision.kind === 'needed') return end('approval');
  const unable = [...devices.values()].filter(({ isAnsibleMissing }) => isAnsibleMissing);
  if (unable.length > 0) return end('refused', { problems: unable.map(({ site }) => ansibleMissing(site)) });
  const begun = new Set<string>();
  await deployment.apply((name) => {
    const own = checked.find(({ stage }) => stage.name === name);
    if (own !== undefined) recordStart(program, own, { ...options, now: new Date() });
    begun.add(name);
  });
  const problems: Problem[] = [];
  const records = checked.map(async (each): Promise<readonly string[]> => {
    const { name } = each.stage;
    const { isDone, applied } = deployment.ofStage(name);
    if (isDone) {
      const record = recordDeployment(program, each, { ...options, now: new Date(), applied });
      return record.catch((error: unknown) => notRecorded(name, error, problems));
    }
    return begun.has(name)
      ? [`${name}: its lock says that a deployment has not ended; commit it, and deploy again`]
      : [];
  });
  const notes = [...(await Promise.all(records)).flat(), ...deviceNotes(devices)];
  return end(deployment.isIncomplete || problems.length > 0 ? 'failed' : 'done', { notes, problems });
}

/** What was applied is told all the same. */
function notRecorded(stage: string, error: unknown, problems: Problem[]): readonly string[] {
  if (!DatahallError.is(error)) throw error;
  problems.push(error.problem);
  return [`${stage}: it was deployed, and its lock does not say so; deploy again when that is mended`];
}

/** Never more than what was recorded of a device. */
function deviceNotes(devices: ReadonlyMap<string, SiteDevices>): readonly string[] {
  return [...devices.values()].map((each) => {
    const states = each.states();
    const waits = states.some(({ state }) => state !== 'applied');
    const how = !waits || each.rollout === 'ansible' ? '' : `\n  configure them by ${each.command}`;
    return `network of ${each.site}: ${deviceSummary(states)}${how}`;
  });
}
