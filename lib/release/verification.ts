import { fail } from '../errors/datahall-error';
import { verificationEmpty } from '../errors/release';
import { onCondition, type ReadyWhenFact } from '../kubernetes/ready-when';
import type { Duration } from '../units/duration';

/** Settings of a verification by a command. */
export interface CommandVerificationOptions {
  /** Program and arguments; no shell. */
  readonly command: readonly [string, ...string[]];
  /** How long it may take. @default 10 minutes */
  readonly timeout?: Duration;
}

/** Settings of a verification by a job in the stage's cluster. */
export interface JobVerificationOptions {
  /** Image, with a digest or an exact tag. */
  readonly image: string;
  /** Program and arguments. @default - those of the image */
  readonly command?: readonly string[];
  /** Namespace of the job; it is there already. */
  readonly namespace: string;
  /** GPUs that it takes. @default 0 */
  readonly gpus?: number;
  /** Queue of Kueue that admits it. @default - none: it starts at once */
  readonly queue?: string;
  /** How long it may take. @default 10 minutes */
  readonly timeout?: Duration;
}

/** A cluster that a stage has to do with: its own, or the one that builds it. */
export type ClusterRole = 'workload' | 'management';

/** Settings of a verification by a condition of an object. */
export interface ConditionVerificationOptions {
  /** Group and version of the object, `cluster.x-k8s.io/v1beta2`. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - the kind has none */
  readonly namespace?: string;
  /** Type of the condition, whose status is `True` when the release works. @default 'Ready' */
  readonly condition?: string;
  /** Where the object is: in the cluster of the stage, or in the one that builds it. @default 'workload' */
  readonly cluster?: ClusterRole;
}

/** A verification as a fact. */
export type VerificationFact =
  | (ReadyWhenFact & { readonly kind: 'condition'; readonly name: string; readonly cluster: ClusterRole })
  | { readonly kind: 'installed' | 'ready'; readonly name: string }
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly command: readonly string[];
      readonly timeoutSeconds: number;
    }
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly image: string;
      readonly command: readonly string[];
      readonly namespace: string;
      readonly gpus: number;
      readonly queue: string | null;
      readonly timeoutSeconds: number;
    };

const TEN_MINUTES = 600;

/** What shows that a release works in a stage; `datahall verify` runs it and records the result. */
export class Verification {
  private constructor(private readonly fact: VerificationFact) {}

  /** Each Helm release of the stage is deployed in the version and with the values that the program gives. */
  public static installed(): Verification {
    return new Verification({ kind: 'installed', name: 'installed' });
  }

  /** Each operator says that it does its work. */
  public static ready(): Verification {
    return new Verification({ kind: 'ready', name: 'ready' });
  }

  /**
   * An object has a condition: for what is not of this library, such as the machines that a management cluster builds
   * the stage's cluster from.
   *
   * @param name name in records
   * @param options object, condition, cluster
   * @throws DH4115
   */
  public static condition(name: string, options: ConditionVerificationOptions): Verification {
    const { apiVersion, kind, name: object, namespace = null, condition = 'Ready', cluster = 'workload' } = options;
    if ([name, apiVersion, kind, object, condition].includes('')) fail(verificationEmpty(name));
    const ready = onCondition({ apiVersion, kind, namespace, name: object }, condition);
    return new Verification({ kind: 'condition', name, cluster, ...ready });
  }

  /**
   * A program on the machine that runs `datahall verify`. It finds the stage's cluster in `KUBECONFIG` and
   * `DATAHALL_CONTEXT`, the one that builds it in `DATAHALL_MANAGEMENT_KUBECONFIG` and `DATAHALL_MANAGEMENT_CONTEXT`,
   * the stage in `DATAHALL_STAGE`; exit status 0 means that the release works.
   *
   * @param name name in records
   * @param options what is run
   * @throws DH4115
   */
  public static command(name: string, options: CommandVerificationOptions): Verification {
    const { command, timeout } = options;
    if (name === '' || command.length === 0) fail(verificationEmpty(name));
    return new Verification({ kind: 'command', name, command, timeoutSeconds: timeout?.seconds ?? TEN_MINUTES });
  }

  /**
   * A job in the stage's cluster, for instance an all-reduce over the GPUs of a pool. The release works when it
   * completes; it is removed then.
   *
   * @param name name in records, and of the job: a DNS label
   * @param options what is run
   * @throws DH4115
   */
  public static job(name: string, options: JobVerificationOptions): Verification {
    const { image, command = [], namespace, gpus = 0, queue = null, timeout } = options;
    if (name === '' || image === '') fail(verificationEmpty(name));
    const timeoutSeconds = timeout?.seconds ?? TEN_MINUTES;
    return new Verification({ kind: 'job', name, image, command, namespace, gpus, queue, timeoutSeconds });
  }

  /** The verification as a fact. */
  public toFact(): VerificationFact {
    return this.fact;
  }
}
