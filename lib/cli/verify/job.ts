import type { JobFact } from '../../release/verification-job';
import { verificationJob } from '../../release/verification-job';
import type { Kubectl } from '../kubectl';
import { lastWords, type Outcome } from './outcome';

const EVERY_MS = 2000;

interface Job {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

/**
 * Runs a job in the stage's cluster, waits for its end, and removes it.
 *
 * @param kubectl the stage's cluster
 * @param fact the verification
 * @param release version of the release
 */
export async function checkJob(kubectl: Kubectl, fact: JobFact, release: string): Promise<Outcome> {
  const where = ['--namespace', fact.namespace];
  const remove = ['delete', 'job', fact.name, ...where, '--ignore-not-found', '--cascade=background'];
  // One of an earlier run that was cut off would answer in its place.
  await kubectl.attempt([...remove, '--wait=true']);
  const made = await kubectl.attempt(['create', '--filename', '-'], JSON.stringify(verificationJob(fact, release)));
  if (!made.ok) return { passed: false, message: lastWords(made.message) };
  try {
    return await outcomeOf(kubectl, fact);
  } finally {
    await kubectl.attempt([...remove, '--wait=false']);
  }
}

async function outcomeOf(kubectl: Kubectl, { name, namespace, timeoutSeconds }: JobFact): Promise<Outcome> {
  const end = Date.now() + timeoutSeconds * 1000;
  const where = ['--namespace', namespace];
  for (;;) {
    // A cluster that is silent for a moment says nothing about a job that runs for an hour.
    const got = await kubectl.attempt(['get', 'job', name, ...where, '--ignore-not-found', '--output', 'json']);
    if (got.ok && got.output.trim() === '') return { passed: false, message: 'somebody has removed the job' };
    const job = (got.ok ? JSON.parse(got.output) : {}) as Job;
    const ended = job.status?.conditions?.find(
      ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    if (ended !== undefined) {
      const logs = await kubectl.attempt(['logs', `job/${name}`, ...where, '--tail=5']);
      const words = logs.ok && logs.output.trim() !== '' ? logs.output : (ended.message ?? ended.type);
      return { passed: ended.type === 'Complete', message: lastWords(words) };
    }
    if (Date.now() > end) return { passed: false, message: `not done after ${timeoutSeconds} s` };
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
