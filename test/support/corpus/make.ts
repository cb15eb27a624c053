import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { found } from '../real/binaries';
import { startControlPlane, type ControlPlane } from '../real/control-plane';
import { writeSmallChart } from '../real/small-chart';
import { assumedState, type CreatePlan } from './assumed-state';
import { CASES, CORPUS, OLDER, type CorpusCase } from './cases';

/**
 * Makes plans of the corpus anew: `tsx test/support/corpus/make.ts [folder…]`. It needs Terraform, the providers of the
 * programs where `terraform init` finds them, and for programs on Kubernetes a control plane.
 */
async function main(names: readonly string[]): Promise<void> {
  const wanted = Object.entries(CASES).filter(([name]) => names.length === 0 || names.includes(name));
  let plane: ControlPlane | undefined;
  try {
    for (const [name, each] of wanted) {
      if (each.state === 'cluster') plane ??= await startControlPlane('corpus');
      await make(name, each, plane);
      if (name === OLDER.of) await makeOlder();
      console.log(name);
    }
  } finally {
    await plane?.stop();
  }
}

async function make(name: string, { state, args = [], byHand = {} }: CorpusCase, plane?: ControlPlane): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-corpus-'));
  const source = join(CORPUS, name);
  const program = (which: string): void => copyFileSync(join(source, `${which}.tf`), join(folder, 'main.tf'));
  const terraform = (...words: readonly string[]): string =>
    execFileSync(found('terraform'), words, { cwd: folder, env: environment(plane), maxBuffer: 1 << 28 }).toString();
  const plan = (...words: readonly string[]): string => {
    try {
      terraform('plan', '-input=false', '-out=plan', ...words);
    } catch {
      // A plan that failed is one of the corpus; without one, the next command fails.
    }
    return terraform('show', '-json', 'plan');
  };
  try {
    if (existsSync(join(source, 'service')))
      cpSync(join(source, 'service'), join(folder, 'service'), { recursive: true });
    writeSmallChart(folder, { name: 'small', version: '1.0.0', appVersion: '1.0.0' });
    const before = existsSync(join(source, 'before.tf'));
    program(before ? 'before' : 'after');
    terraform('init', '-input=false');
    const refresh = state === 'assumed' ? ['-refresh=false'] : [];
    if (state === 'assumed') {
      // Each round knows those that refer to the ones of the round before.
      for (let round = 0; round < 4; round += 1) {
        const assumed = assumedState(JSON.parse(plan(...refresh)) as CreatePlan);
        writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(assumed));
      }
    } else if (before) terraform('apply', '-input=false', '-auto-approve');
    for (const [path, body] of Object.entries(byHand))
      await plane?.api.send('PATCH', path, { type: 'application/merge-patch+json', body });
    program('after');
    terraform('init', '-input=false');
    await write(name, JSON.parse(plan(...refresh, ...args)) as object);
    if (state === 'cluster') terraform('destroy', '-input=false', '-auto-approve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeOlder(): Promise<void> {
  const plan = JSON.parse(readFileSync(join(CORPUS, OLDER.of, 'plan.json'), 'utf8')) as object;
  const kept = Object.entries(plan).filter(([key]) => !(OLDER.without as readonly string[]).includes(key));
  await write(OLDER.name, { ...Object.fromEntries(kept), ...OLDER.head });
}

async function write(name: string, plan: object): Promise<void> {
  const text = await format(JSON.stringify(plan), { parser: 'json', printWidth: 120, objectWrap: 'collapse' });
  writeFileSync(join(CORPUS, name, 'plan.json'), text);
}

/** Nothing moves a provider to another cluster, and no path of this machine is in a plan. */
function environment(plane: ControlPlane | undefined): NodeJS.ProcessEnv {
  const foreign = /^(KUBE_|HELM_|TF_VAR_|TF_CLI_ARGS|AWS_|KUBECONFIG$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const cluster = plane === undefined ? {} : { KUBE_CONFIG_PATH: plane.kubeconfig };
  return { ...Object.fromEntries(own), ...cluster, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
}

void main(process.argv.slice(2));
