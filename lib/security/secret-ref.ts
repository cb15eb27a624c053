import { fail } from '../errors/datahall-error';
import { invalidSecretKey, secretNotReferred } from '../errors/monitoring';
import { checkDnsLabel } from '../units/names';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * One key of a Secret in the cluster, by name: values of secrets never enter a program, a plan or a state. The Secret
 * is made by what keeps secrets, in the namespace of what reads it, and before it.
 */
export class SecretRef {
  private constructor(
    /** Name of the Secret. */
    public readonly name: string,
    /** Key in it. */
    public readonly key: string,
  ) {}

  /**
   * Names a key of a Secret.
   *
   * @param name name of the Secret, a DNS label
   * @param key key in it
   * @throws DH1101 and DH3410
   */
  public static of(name: string, key: string): SecretRef {
    const problem = checkDnsLabel('secret', name);
    if (problem !== undefined) fail(problem);
    if (typeof key !== 'string' || !KEY.test(key)) fail(invalidSecretKey(key));
    return new SecretRef(name, key);
  }

  /**
   * Sees that a value is a reference, and not the secret itself.
   *
   * @param given what a program gave
   * @throws DH3411
   */
  public static checked(given: SecretRef): SecretRef {
    return given instanceof SecretRef ? given : fail(secretNotReferred(given));
  }

  /** Printed as `name/key`. */
  public toString(): string {
    return `${this.name}/${this.key}`;
  }
}
