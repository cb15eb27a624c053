import { define } from './problem';
import { oneOf, show } from './print';

/** A built-in object has a field that its typed Terraform resource does not have. */
export const unknownObjectField = define(
  'DH1107',
  'A field of an object cannot be expressed in Terraform',
  (object: string, field: string, known: readonly string[]) => ({
    what: `the typed resource of ${object} cannot express one of its fields, which would be dropped`,
    got: show(field),
    allowed: oneOf(known),
    fix: 'correct the field or leave it out; an object that needs it goes into CustomResources, which takes any',
  }),
);

/** An object of a kind that is no typed Terraform resource. */
export const unknownCoreKind = define(
  'DH1108',
  'A kind is no typed Terraform resource',
  (kind: string, known: readonly string[]) => ({
    what: 'objects of this kind are no typed Terraform resources',
    got: show(kind),
    allowed: oneOf(known),
    fix: 'give the object to CustomResources; secrets are referred to by SecretRef and never written',
  }),
);

/** Two constructs of a stage make one object. */
export const objectTwice = define(
  'DH1110',
  'Two constructs make the same object',
  (objects: readonly string[], owner: string) => ({
    what: 'this object is made by two constructs: one of them fails when it is applied, or they undo each other',
    got: objects.length > 1 ? `${objects[0]} and ${objects.length - 1} more` : String(objects[0]),
    allowed: `objects that one construct makes; '${owner}' makes this one`,
    fix: 'give one of the two another name, or make the part once and pass it on',
  }),
);

/** Two stacks of somebody's own put one object into one cluster. */
export const objectInOtherStack = define(
  'DH1111',
  'Two stacks make the same object in one cluster',
  (objects: readonly string[], owner: string) => ({
    what: `the stack '${owner}' puts these objects into the same cluster: the apply that comes second fails, or they undo each other`,
    got: objects.length > 1 ? `${objects[0]} and ${objects.length - 1} more` : String(objects[0]),
    allowed: 'objects that one stack of a cluster makes: namespaces, priority classes, CRDs and operators too',
    fix: `share the foundation of '${owner}' by shareWith(…) before anything else is in this stack, and make each operator in one of them`,
  }),
);

/** What was there before keeps the foundation that it has. */
export const foundationLate = define(
  'DH1112',
  'A foundation comes after what stands on another one',
  (stack: string, existing: string) => ({
    what: `the constructs of '${stack}' stand on another foundation: charts, hosts and namespaces of this one are not theirs`,
    got: `'${existing}'`,
    allowed:
      'one foundation, which comes before all other constructs of its stack: the first of them makes one otherwise',
    fix: 'make or share it first, or use the other one: Foundation.of(stack)',
  }),
);

/** A namespace that the cluster itself has. */
export const systemNamespace = define(
  'DH1114',
  'A namespace belongs to the cluster',
  (name: string, reserved: readonly string[]) => ({
    what: 'this namespace is made by the cluster itself: it cannot be created, and its pods would be denied their traffic',
    got: show(name),
    allowed: `any name but ${reserved.join(', ')}`,
    fix: 'use a namespace of its own',
  }),
);

/** What a program writes stands in its code, in plans and in the state. */
export const secretWritten = define('DH1115', 'A secret is written into the program', (name: string) => ({
  what: 'the data of a Secret would stand in clear text in the Terraform code, in each plan and in the state',
  got: `data of the Secret ${show(name)}`,
  allowed: 'Secrets that somebody else puts into the cluster, to which SecretRef refers',
  fix: 'make it by an operator for secrets, or by hand, and refer to it: SecretRef.of(name, key)',
}));
