import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../sources';

/** Folder of the corpus: a folder for each plan. */
export const CORPUS = join(ROOT, 'test/corpus');

/** How a plan of the corpus is made. */
export interface CorpusCase {
  /**
   * How the program before comes into the state: `applied` by Terraform alone, `cluster` on a Kubernetes API server,
   * `assumed` where that would need an account: what the plan of it says, and names for what only the cloud gives.
   */
  readonly state: 'applied' | 'cluster' | 'assumed';
  /** What plans it. @default 'terraform' */
  readonly program?: 'tofu';
  /** Options of the plan. @default - none */
  readonly args?: readonly string[];
  /** What somebody does to the cluster between the two programs, by path of the API. @default - nothing */
  readonly byHand?: Readonly<Record<string, object>>;
}

/** The plans that are made from a program, by folder. */
export const CASES: Readonly<Record<string, CorpusCase>> = {
  'aws-access': { state: 'assumed' },
  'aws-data': { state: 'assumed' },
  'aws-eks': { state: 'assumed' },
  checks: { state: 'applied' },
  drift: {
    state: 'cluster',
    byHand: {
      '/api/v1/namespaces/default/configmaps/settings': { data: { mode: 'by hand' } },
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/viewer': {
        rules: [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['get', 'list'] }],
      },
    },
  },
  errored: { state: 'applied' },
  helm: { state: 'cluster' },
  kubernetes: { state: 'cluster' },
  modules: { state: 'applied' },
  secrets: { state: 'applied' },
  opentofu: { state: 'applied', program: 'tofu', args: ['-exclude=terraform_data.web["c"]'] },
  targeted: { state: 'applied', args: ['-target=terraform_data.app'] },
  unknown: { state: 'applied' },
};

/** The plan that is another one in the form of an older Terraform, and what that one did not write. */
export const OLDER = {
  name: 'older-format',
  of: 'unknown',
  head: { format_version: '1.0', terraform_version: '1.1.9' },
  without: ['applyable', 'complete', 'errored', 'timestamp', 'checks'],
} as const;

/** A stack of the reference program before and after an edit, with what its assemblies say of it. */
export const REFERENCE = {
  name: 'reference',
  stack: 'oslo1-dev-serving-2026-11-0',
  edit: ['replicas: 2 }', 'replicas: 3 }'],
  stage: 'dev',
  /** Facts of `datahall.json` that are kept. */
  facts: ['model-server', 'gpu-pool', 'gpu-quota'],
} as const;

/** Folders of the corpus. */
export function corpusNames(): readonly string[] {
  return readdirSync(CORPUS).filter((name) => existsSync(join(CORPUS, name, 'plan.json')));
}
