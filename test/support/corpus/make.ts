import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { found } from '../real/binaries';
import { startControlPlane, type ControlPlane } from '../real/control-plane';
import { writeSmallChart } from '../real/small-chart';
import { assumedState, type CreatePlan } from './assumed-state';
import { CASES, CORPUS, OLDER, REFERENCE, type CorpusCase } from './cases';
import { synthesizeReference, writeAssemblyPart } from './reference';

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
    if (names.length === 0 || names.includes(REFERENCE.name)) await makeReference();
  } finally {
    await plane?.stop();
  }
}

async function make(name: string, of: CorpusCase, plane?: ControlPlane): Promise<void> {
  const { state, program: command = 'terraform', args = [], byHand = {} } = of;
  const folder = mkdtempSync(join(tmpdir(), 'datahall-corpus-'));
  const source = join(CORPUS, name);
  const program = (which: string): void => copyFileSync(join(source, `${which}.tf`), join(folder, 'main.tf'));
  const terraform = (...words: readonly string[]): string =>
    execFileSync(found(command), words, { cwd: folder, env: environment(plane), maxBuffer: 1 << 28 }).toString();
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
    if (state === 'assumed') assume(join(folder, 'terraform.tfstate'), () => plan(...refresh));
    else if (before) terraform('apply', '-input=false', '-auto-approve');
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

/** Writes the state that the plans of a program say. */
function assume(state: string, plan: () => string): void {
  // Each round knows those that refer to the ones of the round before.
  for (let round = 0; round < 4; round += 1)
    writeFileSync(state, JSON.stringify(assumedState(JSON.parse(plan()) as CreatePlan)));
}

async function makeReference(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'datahall-corpus-'));
  try {
    // The program names a context of the user's: nobody answers at it, and none is asked.
    mkdirSync(join(home, '.kube'));
    writeFileSync(join(home, '.kube', 'config'), JSON.stringify(NO_CLUSTER));
    symlinkSync(join(homedir(), '.terraform.d'), join(home, '.terraform.d'));
    const { stack, edit, name } = REFERENCE;
    const [before, after] = [
      synthesizeReference(join(home, 'before'), edit[0], edit[0]),
      synthesizeReference(join(home, 'after'), ...edit),
    ];
    const folder = join(home, 'run', 'stacks', stack);
    const terraform = (...words: readonly string[]): string =>
      execFileSync(found('terraform'), words, {
        cwd: folder,
        env: { ...environment(undefined), HOME: home },
      }).toString();
    const plan = (): string => {
      terraform('plan', '-input=false', '-refresh=false', '-out=plan');
      return terraform('show', '-json', 'plan');
    };
    const program = (from: string): void => {
      cpSync(join(from, 'stacks', stack), folder, { recursive: true });
      terraform('init', '-input=false');
    };
    program(before);
    const { terraform: settings } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as ProgramSettings;
    const state = join(folder, settings.backend.local.path);
    mkdirSync(dirname(state), { recursive: true });
    assume(state, plan);
    program(after);
    await write(name, JSON.parse(plan()) as object);
    for (const [side, from] of [['before', before] as const, ['after', after] as const])
      await writeAssemblyPart(from, join(CORPUS, name, side));
    console.log(name);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface ProgramSettings {
  readonly terraform: { readonly backend: { readonly local: { readonly path: string } } };
}

const NO_CLUSTER = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'dev', cluster: { server: 'https://cluster.invalid' } }],
  users: [{ name: 'dev', user: {} }],
  contexts: [{ name: 'dev', context: { cluster: 'dev', user: 'dev' } }],
};

async function makeOlder(): Promise<void> {
  const plan = JSON.parse(readFileSync(join(CORPUS, OLDER.of, 'plan.json'), 'utf8')) as object;
  const kept = Object.entries(plan).filter(([key]) => !(OLDER.without as readonly string[]).includes(key));
  await write(OLDER.name, { ...Object.fromEntries(kept), ...OLDER.head });
}

async function write(name: string, plan: object): Promise<void> {
  mkdirSync(join(CORPUS, name), { recursive: true });
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
