import type { Code } from '../errors/problem';
import { acknowledgementExpired, acknowledgementUnused, invalidDate } from '../errors/model';
import { isDate } from './date';
import type { AcknowledgedFinding, LocatedProblem } from './finding';

/** Takes responsibility for a finding of one construct, for the value that was seen and until a day. */
export interface Acknowledgement {
  /** Code of the finding. */
  readonly code: Code;
  /** The `given` line of the finding as it was printed: another value is another finding. */
  readonly given: string;
  /** Why it is acceptable. */
  readonly reason: string;
  /** Last day on which it is accepted, `YYYY-MM-DD`. */
  readonly until: string;
}

/** An acknowledgement together with the construct that it was written at. */
export interface LocatedAcknowledgement extends Acknowledgement {
  /** Construct path below the stack. */
  readonly path: string;
  /** Stage of the construct. */
  readonly stage: string;
}

/** The acknowledgements of a program, applied to its findings. */
export class Acknowledgements {
  private readonly used = new Set<LocatedAcknowledgement>();

  /**
   * @param list all acknowledgements
   * @param today day that end dates are compared with, `YYYY-MM-DD`
   */
  public constructor(
    private readonly list: readonly LocatedAcknowledgement[],
    private readonly today: string,
  ) {}

  /** The acknowledgement that covers a problem today. */
  public covering(item: LocatedProblem): AcknowledgedFinding | undefined {
    if (!item.acknowledgeable) return undefined;
    const matches = this.list.filter((ack) => covers(ack, item));
    for (const ack of matches) this.used.add(ack);
    // One that was given more time beside it has not ended.
    const [match] = [...matches].sort((a, b) => (a.until < b.until ? 1 : -1));
    if (match === undefined) return undefined;
    return match.until >= this.today ? { reason: match.reason, until: match.until } : undefined;
  }

  /** What is wrong with the acknowledgements themselves; to be asked after all findings were covered. */
  public problems(): readonly LocatedProblem[] {
    return this.list.flatMap((ack): LocatedProblem[] => {
      const { path, stage } = ack;
      if (!isDate(ack.until))
        return [{ problem: invalidDate('until', ack.until), severity: 'error', path, stage, acknowledgeable: false }];
      if (!this.used.has(ack))
        return [
          {
            problem: acknowledgementUnused(ack.code, ack.given),
            severity: 'warning',
            path,
            stage,
            acknowledgeable: false,
          },
        ];
      if (ack.until < this.today)
        return [
          {
            problem: acknowledgementExpired(ack.code, ack.until),
            severity: 'warning',
            path,
            stage,
            acknowledgeable: false,
          },
        ];
      return [];
    });
  }
}

function covers(ack: LocatedAcknowledgement, item: LocatedProblem): boolean {
  return (
    ack.code === item.problem.code &&
    ack.given === item.problem.got &&
    ack.path === item.path &&
    ack.stage === item.stage
  );
}
