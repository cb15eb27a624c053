import { buildReview, type Review } from '../../lib/plan/build-report';
import type { AssemblyStack } from '../../lib/plan/assembly';
import type { Json, JsonObject } from '../../lib/plan/json';
import { readPlan } from '../../lib/plan/read-plan';
import type { SiteFact } from '../../lib/site/facts';
import { bytes, change, plan } from './plans';

/** One side of a change of a site, as `datahall.json` has it. */
export interface SiteSide {
  /** The site. */
  readonly site: SiteFact;
  /** Servers of the stage `dev`. @default - none */
  readonly share?: readonly string[];
  /** Facts of the stage. @default - none */
  readonly facts?: readonly JsonObject[];
}

/** A fact of the stage `dev`. */
export function devFact(kind: string, path: string, rest: JsonObject): JsonObject {
  return { kind, path, stage: 'dev', ...rest };
}

/** The devices that `dev` configures, as a fact. */
export function configures(site: string, devices: readonly string[]): JsonObject {
  const digests = Object.fromEntries(devices.map((device) => [device, 'digest']));
  return devFact('device-configuration', 'network/bgp', { site, fabric: 'main', devices: digests });
}

/** `datahall.json` of a side. */
export function modelOf({ site, share = [], facts = [] }: SiteSide): Json {
  const stages = [{ name: 'dev', site: site.name, servers: { all: share } }];
  return { sites: [site as unknown as Json], stages, facts };
}

/** The configuration of a switch: a resource of `network/bgp`. */
export function configuration(
  device: string,
  before: string | null,
  after: string | null,
  rest: JsonObject = {},
): JsonObject {
  const side = (text: string | null): Json => (text === null ? null : { input: { configuration: text } });
  const actions = before === null ? ['create'] : after === null ? ['delete'] : ['update'];
  return change({ address: addressOf(device), actions, before: side(before), after: side(after), ...rest });
}

/** The report of a plan of `dev` and its pictures. */
export function siteReview(before: SiteSide, after: SiteSide, changes: readonly JsonObject[] = []): Review {
  const devices = devicesIn([before, after]);
  const resources = new Map(
    devices.map((device) => [
      addressOf(device),
      { path: `network/bgp/main/${device}`, stateful: false, protected: false },
    ]),
  );
  const stack: AssemblyStack = { id: 'lab-dev-network', stage: 'dev', resources };
  const planned = { plan: readPlan('plan.json', bytes(plan(changes))), stack: { ...stack, now: stack, before: stack } };
  return buildReview([planned], { model: { before: modelOf(before), after: modelOf(after) } });
}

function devicesIn(sides: readonly SiteSide[]): readonly string[] {
  const facts = sides.flatMap(({ facts: all = [] }) => all.filter((fact) => fact['kind'] === 'device-configuration'));
  return facts.flatMap((fact) => Object.keys(fact['devices'] as JsonObject));
}

function addressOf(device: string): string {
  return `terraform_data.${Buffer.from(device).toString('hex')}`;
}
