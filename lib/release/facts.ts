import { factKind } from '../model/fact';

/** A stage: what runs where. */
export interface StageFact {
  /** Name of the stage. */
  readonly name: string;
  /** Name of its site. */
  readonly site: string;
  /** Version of the release that it runs. */
  readonly release: string;
  /** Chart set of the release. */
  readonly charts: string;
  /** Kubeconfig contexts by role. */
  readonly contexts: readonly {
    readonly role: 'workload' | 'management';
    readonly name: string;
    readonly path: string;
    readonly uid: string | null;
  }[];
  /** Kind of the state's backend, and where it is. */
  readonly backend: { readonly kind: string; readonly place: string };
  /** Stages that a release reaches first. */
  readonly after: readonly string[];
  /** Whether what holds data may be destroyed. */
  readonly destroyable: boolean;
}

/** Kind of {@link StageFact}. */
export const STAGE = factKind<StageFact>('stage');
