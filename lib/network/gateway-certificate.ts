import { fail } from '../errors/datahall-error';
import type { KubernetesObject } from '../kubernetes/object';
import { checkCount, checkHostname, checkObjectName } from '../units/names';

/** Where a gateway has the certificate of its HTTPS listener from. The key never passes through Terraform. */
export class GatewayCertificate {
  private constructor(
    private readonly secret: string | undefined,
    private readonly issuer: string,
    private readonly hostnames: readonly string[],
  ) {}

  /**
   * Issued and renewed by cert-manager, which must be deployed before the gateway. An ACME issuer calls a server
   * outside of the cluster: `cluster.certificates.allowAcme(…)` lets it.
   *
   * @param issuer name of a ClusterIssuer
   * @param hostnames names that clients use, at least one
   * @throws DH1004 when there is no hostname, DH1104 and DH1113 for a name that is none
   */
  public static issuedBy(issuer: string, hostnames: readonly string[]): GatewayCertificate {
    const problems = [
      checkObjectName('issuer', issuer),
      checkCount('hostnames', hostnames.length, 1),
      ...hostnames.map((name) => checkHostname('hostnames', name)),
    ];
    for (const problem of problems) if (problem !== undefined) fail(problem);
    return new GatewayCertificate(undefined, issuer, [...hostnames]);
  }

  /**
   * Kept in a Secret that something else brings.
   *
   * @param name a Secret of type `kubernetes.io/tls` in the namespace `envoy-gateway-system`
   * @throws DH1104 and DH1113 for a name that no Secret has
   */
  public static inSecret(name: string): GatewayCertificate {
    const problem = checkObjectName('secret', name);
    if (problem !== undefined) fail(problem);
    return new GatewayCertificate(name, '', []);
  }

  /**
   * Name of the Secret with certificate and key.
   *
   * @param gateway name of the gateway
   */
  public secretName(gateway: string): string {
    return this.secret ?? `${gateway}-tls`;
  }

  /**
   * What asks for the certificate; nothing when it is brought.
   *
   * @param gateway name of the gateway
   * @param namespace namespace of the gateway
   */
  public toObjects(gateway: string, namespace: string): readonly KubernetesObject[] {
    if (this.secret !== undefined) return [];
    const spec = {
      secretName: this.secretName(gateway),
      dnsNames: this.hostnames,
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: this.issuer },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    };
    return [{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: gateway, namespace }, spec }];
  }
}
