import { isBlocking, printFindings, type Finding } from '../lib/model/finding';

/** Thrown when findings stop a synthesis; carries all of them. Nothing was written. */
export class SynthesisError extends Error {
  /** All findings, also those that do not stop it. */
  declare public readonly findings: readonly Finding[];

  /** @param findings all findings, also those that do not stop it */
  public constructor(findings: readonly Finding[]) {
    const blocking = findings.filter(isBlocking);
    const count = blocking.length === 1 ? '1 finding stops' : `${blocking.length} findings stop`;
    super(`${count} the synthesis, nothing was written\n\n${printFindings(blocking)}\n`);
    this.name = 'SynthesisError';
    // Node prints the enumerable fields of an error that nobody catches: the message says it all already.
    Object.defineProperty(this, 'findings', { value: findings, enumerable: false });
    // Findings name constructs; where the library noticed them tells the reader nothing.
    this.stack = `${this.name}: ${this.message}`;
  }
}
