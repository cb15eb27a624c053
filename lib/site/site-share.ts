import type { ServerFacts } from '../catalog/server-model';
import type { Problem } from '../errors/problem';
import { unknownServerGroup } from '../errors/site';
import type { Cidr } from '../units/cidr';
import type { Site } from './site';
import type { SiteShareFact } from './facts';

/** Servers of one class that belong to a stage. */
export interface ShareServers {
  /** The share that they are part of. */
  readonly share: SiteShare;
  /** Name of the group. */
  readonly group: string;
  /** Names of the servers, which are the names of their nodes. */
  readonly names: readonly string[];
  /** Their class; nothing when the group is not known. */
  readonly facts: ServerFacts | undefined;
}

/** A number of servers, taken in order from those that are left, or the names of certain ones. */
export type ShareRequest = Readonly<Record<string, number | readonly string[]>>;

/** Hands out servers. */
export type TakeServers = (request: ShareRequest) => {
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
};

/** The part of a site that belongs to one stage. Made by {@link Site.share}. */
export class SiteShare {
  /**
   * @param site the site
   * @param names names of the servers by group
   * @param problems what was wrong with the share; the stage reports it
   * @param virtualIps addresses of the stage's load balancers
   * @param take hands out servers that no share has yet
   */
  public constructor(
    /** The site. */
    public readonly site: Site,
    private readonly names: Readonly<Record<string, readonly string[]>>,
    /** What was wrong with the share; the stage reports it. */
    public readonly problems: readonly Problem[],
    /** Addresses of the stage's load balancers, which no other share has. */
    public readonly virtualIps: Cidr,
    private readonly take: TakeServers,
  ) {}

  /**
   * The same share with more servers, of those that no share has at that point: after the shares of all other stages it
   * moves none of theirs. Give the result to the stage, and no longer this one.
   *
   * @param request counts or names by group
   */
  public plus(request: ShareRequest): SiteShare {
    const { names, problems } = this.take(request);
    const groups = [...new Set([...Object.keys(this.names), ...Object.keys(names)])];
    const all = groups.map((group) => [group, [...(this.names[group] ?? []), ...(names[group] ?? [])]] as const);
    const found = [...this.problems, ...problems];
    return new SiteShare(this.site, Object.fromEntries(all), found, this.virtualIps, this.take);
  }

  /**
   * The servers of a group that belong to the stage.
   *
   * @param group name of the group in the site
   */
  public servers(group: string): ShareServers {
    return { share: this, group, names: this.names[group] ?? [], facts: this.site.options.servers[group]?.model.facts };
  }

  /**
   * What is wrong with the name of a group.
   *
   * @param group name that somebody gave
   * @returns DH3002, or nothing
   */
  public check(group: string): Problem | undefined {
    const known = Object.keys(this.names);
    return known.includes(group) ? undefined : unknownServerGroup(group, this.site.name, known);
  }

  /**
   * The rack that a server of the share stands in.
   *
   * @param group name of the group
   * @param server name of the server
   */
  public rackOf(group: string, server: string): string {
    return this.site.rackOf(group, server);
  }

  /** The share as a fact. */
  public toFact(): SiteShareFact {
    return { site: this.site.name, servers: this.names, virtualIps: this.virtualIps.toString() };
  }
}
