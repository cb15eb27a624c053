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
  /** Options of `terraform plan`. @default - none */
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

/** Folders of the corpus. */
export function corpusNames(): readonly string[] {
  return readdirSync(CORPUS).filter((name) => existsSync(join(CORPUS, name, 'plan.json')));
}
