import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { settingChanges, type Setting, type Sides } from '../kernel/grants';
import { sameJson } from '../kernel/same';
import type { SecurityChange, SecuritySeverity } from '../security-change';

/** Ways in which cert-manager signs. */
const TYPES = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'];

/**
 * Says that certificates are signed by somebody else, or in another way.
 *
 * @param sides an Issuer or a ClusterIssuer of cert-manager
 */
export function issuerChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { subject, before, after } = sides;
  const change = (what: string, detail: string, severity: SecuritySeverity): SecurityChange => {
    return { direction: 'changed', subject, what, detail, severity };
  };
  if (before === undefined || after === undefined) {
    const signer = [before, after].flatMap((issuer) => (issuer === undefined ? [] : signerOf(issuer))).join('');
    return [change('who signs certificates', `${signer} ${after === undefined ? 'removed' : 'added'}`, 'medium')];
  }
  const named = settingChanges(sides, (issuer): Setting[] => [
    { what: 'who signs certificates', value: signerOf(issuer), severity: 'high' },
  ]);
  if (named.length > 0 || sameJson(before['spec'], after['spec'])) return named;
  return [change('how certificates are asked for', 'other settings of the issuer', 'high')];
}

function signerOf(issuer: KubernetesObject): string {
  const spec = Fields.of(issuer).child('spec');
  const type = TYPES.find((each) => spec.has(each)) ?? 'no signer';
  const settings = spec.child(type);
  const where = settings.text('server') ?? settings.text('secretName') ?? settings.text('zone');
  const path = settings.text('path');
  return [type, where, path].filter((word) => word !== undefined).join(' ');
}
