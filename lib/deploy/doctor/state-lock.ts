import { shell, type Ailment } from './ailment';

/** The lock of a state, as Terraform describes it. */
export interface StateLock {
  /** Its id. */
  readonly id: string;
  /** Who holds it. */
  readonly who: string;
  /** Since when. */
  readonly created: string;
}

/**
 * The lock that kept Terraform from a state, from what it said.
 *
 * @param text output of a failed `terraform plan`
 */
export function stateLockIn(text: string): StateLock | undefined {
  if (!/Error acquiring the state lock/.test(text)) return undefined;
  const field = (name: string): string => new RegExp(`^[│\\s]*${name}:\\s+(.+?)\\s*$`, 'm').exec(text)?.[1] ?? '';
  return { id: field('ID'), who: field('Who'), created: field('Created') };
}

/**
 * A state that is locked. Whether somebody still works on it, only they know.
 *
 * @param stack id of the stack
 * @param folder its folder, as people type it
 * @param lock the lock
 * @param program name or path of terraform or tofu
 */
export function stateLockAilment(stack: string, folder: string, lock: StateLock, program: string): Ailment {
  const { id, who, created } = lock;
  return {
    kind: 'state-lock',
    subject: stack,
    what: `its state is locked by ${who === '' ? 'somebody' : who}${created === '' ? '' : ` since ${created}`}; if nothing runs there any more, the lock was left behind`,
    repair: shell(program, `-chdir=${folder}`, 'force-unlock', '-force', id),
  };
}
