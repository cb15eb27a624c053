import type { Duration } from '../units/duration';
import { AutoApproval } from './auto-approval';
import type { ChangeWindow } from './change-window';
import type { StageGateFact } from './facts';
import type { Freeze } from './freeze';
import { Verification } from './verification';

/** What a release must pass in a stage, and when the stage may change. */
export interface StageGate {
  /** How long a release stays verified here before a later stage may take it. @default - no time */
  readonly soak?: Duration;
  /**
   * What shows that a release works here.
   * @default - what is installed is what the program says, and each operator is ready
   */
  readonly verify?: readonly Verification[];
  /** When the stage may change. @default - at any time */
  readonly windows?: readonly ChangeWindow[];
  /** When it may not, whatever the windows say. @default - never */
  readonly freezes?: readonly Freeze[];
  /** Plans that nobody has to approve. @default AutoApproval.none() */
  readonly autoApprove?: AutoApproval;
}

/**
 * A gate as a fact, with its defaults.
 *
 * @param gate what the stage was told
 */
export function gateFact(gate: StageGate): StageGateFact {
  const { soak, verify = [Verification.installed(), Verification.ready()], windows = [], freezes = [] } = gate;
  return {
    soakSeconds: soak?.seconds ?? 0,
    verify: verify.map((each) => each.toFact()),
    windows: windows.map((each) => each.toFact()),
    freezes: freezes.map((each) => each.toFact()),
    autoApprove: (gate.autoApprove ?? AutoApproval.none()).toFact(),
  };
}
