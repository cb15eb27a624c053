import { factKind } from '../model/fact';

/** A declared network flow. */
export interface EdgeFact {
  /** Path of the caller below its stack, or `outside`. */
  readonly client: string;
  /** Path of the called one below its stack, or `outside`. */
  readonly server: string;
  /** TCP or UDP port of the called pods; 0 for named or all ports. */
  readonly port: number;
}

/** Kind of {@link EdgeFact}. */
export const EDGE = factKind<EdgeFact>('edge');
