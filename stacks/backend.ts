import { isAbsolute, normalize } from 'node:path';
import { fail } from '../lib/errors/datahall-error';
import type { Problem } from '../lib/errors/problem';
import { statePath, stateInOwnCluster } from '../lib/errors/stacks';
import { checkLiterals } from '../lib/units/literal-text';
import { fromProject, type Kubeconfig } from './kubeconfig';
import { checkKept } from './output-folder';

/** Settings of state in an S3 bucket. */
export interface S3BackendOptions {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Region of the bucket; with `endpoint`, what that store calls it. */
  readonly region: string;
  /** KMS key for the state. @default - the bucket's own encryption */
  readonly kmsKeyId?: string;
  /**
   * URL of a compatible store, such as Ceph's gateway or MinIO: nothing is then asked of AWS. One that refuses
   * checksums behind an object also needs `AWS_REQUEST_CHECKSUM_CALCULATION=when_required` where Terraform runs.
   *
   * @default - AWS
   */
  readonly endpoint?: string;
  /** Role that is taken to reach the state, so that each stage has an identity of its own. @default - the caller's */
  readonly roleArn?: string;
}

/** Settings of state in a Google Cloud Storage bucket. */
export interface GcsBackendOptions {
  /** Name of the bucket. */
  readonly bucket: string;
  /** KMS key for the state. @default - the bucket's own encryption */
  readonly kmsEncryptionKey?: string;
  /** Account that is impersonated to reach the state, one a stage. @default - the caller's */
  readonly serviceAccount?: string;
}

/** Settings of state in Secrets of a Kubernetes cluster, which must not be one that the stage itself manages. */
export interface KubernetesBackendOptions {
  /** Context of the cluster that holds the state. */
  readonly context: string;
  /** Kubeconfig file; a relative path is one of the project. @default '~/.kube/config' */
  readonly path?: string;
  /** Namespace of the Secrets. @default 'terraform-state' */
  readonly namespace?: string;
}

/** Settings of state in HCP Terraform or Terraform Enterprise. */
export interface RemoteBackendOptions {
  /** Organization. */
  readonly organization: string;
  /** Host. @default 'app.terraform.io' */
  readonly hostname?: string;
}

/** Where the state of a stage is kept; each of its stacks gets a key of its own, `<site>/<stage>/<layer>`. */
export class Backend {
  private constructor(
    /** Terraform's name of the backend. */
    public readonly kind: 'local' | 's3' | 'gcs' | 'kubernetes' | 'pg' | 'remote',
    /** Where it is, for findings. */
    public readonly place: string,
    /** Makes the attributes for the state of one stack. */
    public readonly attributes: (key: string, projectPath: string) => Readonly<Record<string, unknown>>,
    private readonly kubeconfig?: string,
  ) {}

  /**
   * Checks that the state does not lie in the cluster that it describes.
   *
   * @param cluster the stage's cluster
   * @returns DH4019, or nothing
   */
  public checkOutside({ context, path }: Kubeconfig): Problem | undefined {
    return this.kubeconfig === path && this.place === context ? stateInOwnCluster(context) : undefined;
  }

  /**
   * Checks that the state outlives a synthesis.
   *
   * @param key key of the state, or what the keys of all stacks begin with
   * @param output output folder
   * @returns DH4017, or nothing
   */
  public checkKept(key: string, output: string): Problem | undefined {
    return this.kind === 'local' ? checkKept('the state', `${this.place}/${key}`, output) : undefined;
  }

  /**
   * Files beside the program. For trying things out: there is no lock and no second copy.
   *
   * @param folder relative to the project, outside of the output folder
   * @throws DH1104, DH1109, DH4007; DH4017 is reported where the program has another output folder that would hold it
   */
  public static local(folder = 'state'): Backend {
    checkLiterals('Backend.local', { folder });
    const path = normalize(folder);
    const outside = path.split('/').includes('..') || isAbsolute(folder) || path === '.';
    if (outside || path.split('/').some((part) => part.startsWith('cdktf.out'))) fail(statePath(folder));
    return new Backend('local', path, (key, projectPath) => ({ path: `${projectPath}/${path}/${key}.tfstate` }));
  }

  /**
   * An S3 bucket, encrypted, with lock files (Terraform 1.11 or later).
   *
   * @param options bucket and region
   * @throws DH1104, DH1109
   */
  public static s3(options: S3BackendOptions): Backend {
    checkLiterals('Backend.s3', options);
    const { bucket, region, kmsKeyId, endpoint, roleArn } = options;
    return new Backend('s3', bucket, (key) => ({
      bucket,
      region,
      key: `${key}.tfstate`,
      encrypt: true,
      use_lockfile: true,
      ...(kmsKeyId === undefined ? {} : { kms_key_id: kmsKeyId }),
      ...(endpoint === undefined ? {} : compatible(endpoint, roleArn !== undefined)),
      ...(roleArn === undefined ? {} : { assume_role: { role_arn: roleArn } }),
    }));
  }

  /**
   * A Google Cloud Storage bucket.
   *
   * @param options bucket
   * @throws DH1104, DH1109
   */
  public static gcs(options: GcsBackendOptions): Backend {
    checkLiterals('Backend.gcs', options);
    const { bucket, kmsEncryptionKey, serviceAccount } = options;
    return new Backend('gcs', bucket, (key) => ({
      bucket,
      prefix: key,
      ...(kmsEncryptionKey === undefined ? {} : { kms_encryption_key: kmsEncryptionKey }),
      ...(serviceAccount === undefined ? {} : { impersonate_service_account: serviceAccount }),
    }));
  }

  /**
   * Secrets of a Kubernetes cluster, with leases as locks.
   *
   * @param options context of that cluster
   * @throws DH1104, DH1109
   */
  public static kubernetes(options: KubernetesBackendOptions): Backend {
    checkLiterals('Backend.kubernetes', options);
    const { context, path = '~/.kube/config', namespace = 'terraform-state' } = options;
    const attributes = (key: string, projectPath: string) => ({
      // Terraform splits large states, numbers the parts at the end, and refuses a suffix that ends like a part.
      secret_suffix: `${key.replaceAll('/', '-')}-tf`,
      namespace,
      config_path: fromProject(path, projectPath),
      config_context: context,
    });
    return new Backend('kubernetes', context, attributes, path);
  }

  /**
   * A PostgreSQL database, one schema a stack. The connection comes from `PG_CONN_STR`: it holds a password.
   *
   * @param options name of the database, for findings
   * @throws DH1104, DH1109
   */
  public static postgres(options: { readonly database: string }): Backend {
    checkLiterals('Backend.postgres', options);
    return new Backend('pg', options.database, (key) => ({ schema_name: key.replace(/[^a-z0-9]/g, '_') }));
  }

  /**
   * HCP Terraform or Terraform Enterprise, one workspace a stack.
   *
   * @param options organization
   * @throws DH1104, DH1109
   */
  public static remote(options: RemoteBackendOptions): Backend {
    checkLiterals('Backend.remote', options);
    const { organization, hostname = 'app.terraform.io' } = options;
    return new Backend('remote', organization, (key) => ({
      organization,
      hostname,
      workspaces: { name: key.replaceAll('/', '-') },
    }));
  }
}

/**
 * What a store that is not AWS needs. Without it Terraform refuses a region that AWS does not have, and asks AWS
 * whether the keys are good; and a bucket, which is a name in DNS at AWS, is a path here. SHA-256 in a trailer behind
 * the object is what some stores, Ceph's gateway among them, refuse as `XAmzContentSHA256Mismatch`. A newer Terraform
 * then sends CRC32 in that form, which only `AWS_REQUEST_CHECKSUM_CALCULATION=when_required` in its environment turns
 * off.
 *
 * @param endpoint URL of the store
 * @param takesRole whether a role is taken: these stores answer for AWS's STS at the same URL
 */
function compatible(endpoint: string, takesRole: boolean): Readonly<Record<string, unknown>> {
  return {
    endpoints: { s3: endpoint, ...(takesRole ? { sts: endpoint } : {}) },
    use_path_style: true,
    skip_credentials_validation: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
    skip_s3_checksum: true,
  };
}
