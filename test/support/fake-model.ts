import type { Construct } from 'constructs';
import { DatahallConstruct, Foundation, type IRoutable, type RoutableService } from 'datahall';
import type { Endpoint } from '../../constructs/core/endpoint';

/** Something that answers requests, in a namespace of its own name: a stand-in for a model server. */
export class FakeModel extends DatahallConstruct implements IRoutable {
  public readonly endpoint: Endpoint;
  public readonly service: RoutableService;
  public readonly targetPort = 8080;

  public constructor(scope: Construct, id: string, namespaceName = id) {
    super(scope, id);
    const namespace = Foundation.of(this).namespace(namespaceName);
    this.endpoint = { namespace, pods: { app: id } };
    this.service = { name: id, namespace, port: 80 };
  }
}
