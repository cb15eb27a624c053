import type { KubernetesObject } from '../kubernetes/object';
import { member, membersOf, type Json } from './json';
import { splitObjects } from './objects';
import { inNamespaceOf } from './release-namespace';
import { objectOf } from './typed-objects';
import { valuesOf } from './values';

/**
 * The Kubernetes objects of a synthesized stack: its typed resources, and those in the values of its releases. What
 * only Terraform could tell stays an expression.
 *
 * @param configuration content of `cdk.tf.json`
 */
export function stackObjects(configuration: Json | undefined): readonly KubernetesObject[] {
  return membersOf(member(configuration, 'resource')).flatMap(([type, resources]) =>
    membersOf(resources).flatMap(([, attributes]) => {
      if (type === 'helm_release')
        return splitObjects(valuesOf(attributes).merged).objects.map((each) => inNamespaceOf(attributes, each));
      return objectOf(type, attributes, true) ?? [];
    }),
  );
}
