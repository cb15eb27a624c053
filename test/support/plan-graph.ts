import type { DevicePlan } from '../../lib/network/addressing/device-plan';

/** Two devices whose cables are cut. */
export type Cut = readonly [string, string];

/** What a search over plans says that routing will do: no daemon, no addresses. */
export class PlanGraph {
  constructor(
    readonly plans: readonly DevicePlan[],
    private readonly cuts: readonly Cut[] = [],
  ) {}

  /** The graph after more cables are cut. */
  without(...cuts: readonly Cut[]): PlanGraph {
    return new PlanGraph(this.plans, [...this.cuts, ...cuts]);
  }

  /** The graph after a device is lost. */
  withoutDevice(name: string): PlanGraph {
    return this.without(...this.plan(name).links.map(({ peer }): Cut => [name, peer]));
  }

  get servers(): readonly string[] {
    return this.plans.filter(({ role }) => role === 'server').map(({ name }) => name);
  }

  /** Servers that a server is joined with by cables and switches: what a plain search finds. */
  joined(from: string): readonly string[] {
    const seen = new Set([from]);
    for (const name of seen)
      if (name === from || this.plan(name).role !== 'server') for (const peer of this.peers(name)) seen.add(peer);
    return this.servers.filter((name) => seen.has(name)).sort();
  }

  /** Servers that a server reaches by ways that no AS number is on twice: what BGP finds. */
  reached(from: string): readonly string[] {
    return this.servers.filter((to) => this.distance(from, to) < Infinity).sort();
  }

  /** Cables that the shortest ways begin with. */
  width(from: string, to: string): number {
    const shortest = this.distance(from, to);
    if (shortest === 0 || shortest === Infinity) return 0;
    const asn = this.plan(from).asn;
    return this.peers(from).filter((peer) => this.distance(peer, to, [asn]) === shortest - 1).length;
  }

  private distance(from: string, to: string, path: readonly number[] = []): number {
    const { asn, role } = this.plan(from);
    if (path.includes(asn)) return Infinity;
    if (from === to) return 0;
    if (role === 'server' && path.length > 0) return Infinity;
    return 1 + Math.min(Infinity, ...this.peers(from).map((peer) => this.distance(peer, to, [...path, asn])));
  }

  private peers(name: string): readonly string[] {
    const links = this.plan(name).links.map(({ peer }) => peer);
    return links.filter((peer) => !this.cuts.some((cut) => cut.includes(name) && cut.includes(peer)));
  }

  private plan(name: string): DevicePlan {
    return this.plans.find((plan) => plan.name === name)!;
  }
}
