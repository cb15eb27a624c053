import type { KubernetesObject } from '../kubernetes/object';
import { Duration } from '../units/duration';
import { onCondition } from '../kubernetes/ready-when';

const API = 'cert-manager.io/v1';
/** Name of the issuer, of the authority's certificate and of the Secret with its key. */
export const AUTHORITY = 'datahall-ca';
const SELF_SIGNED = 'datahall-self-signed';
const TEN_YEARS = Duration.days(3650);
const ONE_YEAR = Duration.days(365);

/**
 * An authority of the cluster's own: an issuer that signs itself, the certificate of the authority, and the issuer
 * that signs with it.
 *
 * @param namespace where cert-manager looks for the keys of its issuers: its own namespace
 */
export function certificateAuthority(namespace: string): readonly KubernetesObject[] {
  return [
    { apiVersion: API, kind: 'ClusterIssuer', metadata: { name: SELF_SIGNED }, spec: { selfSigned: {} } },
    {
      apiVersion: API,
      kind: 'Certificate',
      metadata: { name: AUTHORITY, namespace },
      spec: {
        isCA: true,
        commonName: AUTHORITY,
        secretName: AUTHORITY,
        duration: goDuration(TEN_YEARS),
        renewBefore: goDuration(ONE_YEAR),
        // With the same key, what the authority has signed stays valid when its own certificate is renewed.
        privateKey: { algorithm: 'ECDSA', size: 384, rotationPolicy: 'Never' },
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: SELF_SIGNED },
      },
    },
    { apiVersion: API, kind: 'ClusterIssuer', metadata: { name: AUTHORITY }, spec: { ca: { secretName: AUTHORITY } } },
  ];
}

/** cert-manager stores durations in this form, so nothing differs when it has written the object. */
function goDuration(duration: Duration): string {
  return `${duration.seconds / 3600}h0m0s`;
}

/** The cluster's own authority signs: controller, webhook and key are there. */
export const AUTHORITY_READY = onCondition(
  { apiVersion: API, kind: 'ClusterIssuer', namespace: null, name: AUTHORITY },
  'Ready',
);
