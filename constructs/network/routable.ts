import type { IEndpoint } from '../core/endpoint';
import type { Namespace } from '../core/namespace';

/** A Service that requests are sent to. */
export interface RoutableService {
  /** Name of the Service. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: Namespace;
  /** Its port. */
  readonly port: number;
}

/** A construct that answers requests of a gateway, such as a model server. It may be of a later layer. */
export interface IRoutable extends IEndpoint {
  /** Service that requests are sent to. */
  readonly service: RoutableService;
  /** TCP port of its pods, behind the Service. */
  readonly targetPort: number;
}
