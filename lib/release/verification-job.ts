import type { KubernetesObject } from '../kubernetes/object';
import type { VerificationFact } from './verification';

/** A verification that is a job. */
export type JobFact = Extract<VerificationFact, { readonly kind: 'job' }>;

/**
 * The job of a verification: it runs once, gives up in time, and goes an hour after it ended, should nobody remove it.
 *
 * @param fact the verification
 * @param release version of the release, for a label
 */
export function verificationJob(fact: JobFact, release: string): KubernetesObject {
  const { name, namespace, image, command, gpus, queue, timeoutSeconds } = fact;
  const labels = {
    'app.kubernetes.io/managed-by': 'datahall',
    'app.kubernetes.io/version': release,
    ...(queue === null ? {} : { 'kueue.x-k8s.io/queue-name': queue }),
  };
  const limits = gpus === 0 ? {} : { resources: { limits: { 'nvidia.com/gpu': String(gpus) } } };
  const container = {
    name: 'verification',
    image,
    ...(command.length === 0 ? {} : { command }),
    ...limits,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: timeoutSeconds,
      ttlSecondsAfterFinished: 3600,
      ...(queue === null ? {} : { suspend: true }),
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [container],
        },
      },
    },
  };
}
