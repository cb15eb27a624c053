import type { Report, ReportedChange } from '../report';
import type { TouchedDevices } from '../topology/touched-devices';

/** A row that tells more. */
export interface RowLink {
  /** Its id. */
  readonly id: string;
  /** What it tells of. */
  readonly text: string;
}

/** Where the rows of a page are: ids are numbers, for names come from whoever wrote the change. */
export class RowLinks {
  private readonly ids: ReadonlyMap<string, string>;
  private readonly known = new Map<TouchedDevices, RowLink | undefined>();

  /** @param report the report of the page */
  public constructor(private readonly report: Report) {
    this.ids = new Map(report.changes.map((it, index) => [`${it.plan} ${it.address}`, RowLinks.ofChange(index)]));
  }

  /**
   * Id of the row of a change.
   *
   * @param index index among the changes of the report
   */
  public static ofChange(index: number): string {
    return `change-${index}`;
  }

  /**
   * Id of the row of an amount.
   *
   * @param index index among the capacity of the report
   */
  public static ofAmount(index: number): string {
    return `capacity-${index}`;
  }

  /**
   * Id of the row that tells of an address.
   *
   * @param plan index of the plan
   * @param address Terraform address
   * @returns nothing where it is no change
   */
  public of(plan: number, address: string): string | undefined {
    return this.ids.get(`${plan} ${address}`);
  }

  /**
   * The row by which devices are touched: that of the resource, the first one of the construct, or their number in the
   * capacity.
   *
   * @param touched devices that are touched
   */
  public ofTouched(touched: TouchedDevices): RowLink | undefined {
    if (!this.known.has(touched)) this.known.set(touched, this.find(touched));
    return this.known.get(touched);
  }

  private find({ plan, address, stage, path }: TouchedDevices): RowLink | undefined {
    const { changes, plans, capacity = [] } = this.report;
    if (plan !== undefined && address !== undefined) {
      const id = this.of(plan, address);
      return id === undefined ? undefined : { id, text: path ?? address };
    }
    const isOf = (it: ReportedChange): boolean =>
      path !== undefined && plans[it.plan]?.stage === stage && `${it.path}/`.startsWith(`${path}/`);
    const index = changes.findIndex(isOf);
    const change = changes[index];
    if (change !== undefined) return { id: RowLinks.ofChange(index), text: change.path };
    // What comes to a site may also be a switch, of which no amount tells.
    const amount =
      stage === undefined ? -1 : capacity.findIndex(({ scope, of }) => scope === stage && of === 'servers');
    return amount < 0 ? undefined : { id: RowLinks.ofAmount(amount), text: `servers of ${stage ?? ''}` };
  }
}
