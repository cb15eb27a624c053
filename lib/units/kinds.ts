import { fail } from '../errors/datahall-error';
import { wrongKind } from '../errors/units';

/**
 * Checks that a value is an instance of a class: programs in JavaScript have no compiler that says so. By the name of
 * the class, because two copies of the library may be loaded.
 *
 * @param field what is checked, for the message
 * @param given the value
 * @param kind name of the class
 * @throws DH1006
 */
export function instance(field: string, given: unknown, kind: string): void {
  for (let each = given; typeof each === 'object' && each !== null; each = Object.getPrototypeOf(each))
    if ((each as { readonly constructor?: { readonly name: string } }).constructor?.name === kind) return;
  fail(wrongKind(field, kind, given));
}

/**
 * Checks that all values of a record are instances of a class.
 *
 * @param field what is checked, for the message
 * @param given the record
 * @param kind name of the class
 * @throws DH1006
 */
export function instances(field: string, given: unknown, kind: string): void {
  if (typeof given !== 'object' || given === null) fail(wrongKind(field, `${kind} by name`, given));
  for (const [name, each] of Object.entries(given)) instance(`${field}.${name}`, each, kind);
}
