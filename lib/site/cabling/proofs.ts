import { counted } from '../../errors/print';
import type { SiteFact } from '../facts';
import { proveAtMost, type Proof } from '../proof';
import { grouped } from '../report/grouped';
import { pluggedPorts, portLimit } from './optics';
import { plannedCables, printCable, type PlannedCable } from './plan';

/**
 * What is proven of the cables of a site: kinds that fit, reach, known lengths, power of ports. Nothing where nothing
 * is said of its cabling.
 *
 * @param site the fact of the site
 */
export function cablingProofs(site: SiteFact): readonly Proof[] {
  if (site.cabling === null) return [];
  const cables = plannedCables(site).filter(({ leaves }) => !leaves);
  return [
    noneOf('DH3861', 'each cable has a medium that fits its ends', cables, ({ longest }) => longest === null),
    noneOf('DH3862', 'the length of each cable is known', cables, ({ metres }) => metres === null),
    ...reaches(cables),
    ...feeds(site),
  ];
}

function noneOf(
  rule: 'DH3861' | 'DH3862',
  claim: string,
  cables: readonly PlannedCable[],
  wrong: (cable: PlannedCable) => boolean,
): Proof {
  const found = cables.filter(wrong);
  const witness = found.slice(0, 1).map(printCable);
  return proveAtMost(rule, claim, { value: found.length, limit: 0, unit: 'cables' }, { witness });
}

/** One of each kind of cable and medium: the longest. */
function reaches(cables: readonly PlannedCable[]): readonly Proof[] {
  const known = cables.flatMap((each) => {
    const { metres, ordered, longest } = each;
    const medium = each.medium ?? longest;
    return metres === null || medium === null ? [] : [{ each, value: ordered ?? metres, medium }];
  });
  const lots = grouped(known, ({ each, medium }) => JSON.stringify([each.cable.kind, each.ordered === null, medium]));
  return [...lots.values()].map((own): Proof => {
    const worst = own.reduce((most, each) => (each.value > most.value ? each : most));
    const { each, value, medium } = worst;
    const claim = `'${medium.name}' reaches the far end of ${counted(own.length, 'cable')} of the kind '${each.cable.kind}'`;
    const measure = { value: Number(value.toFixed(2)), limit: medium.reachMetres, unit: 'm' };
    return proveAtMost('DH3860', claim, measure, { witness: [printCable(each)] });
  });
}

/** One of each class of switches: the port that has least left. */
function feeds(site: SiteFact): readonly Proof[] {
  const known = pluggedPorts(site).flatMap((plugged) => {
    const limit = portLimit(plugged);
    return limit === null ? [] : [{ ...plugged, limit }];
  });
  const classes = grouped(known, ({ model, limit }) => JSON.stringify([model?.name, limit]));
  return [...classes.values()].flatMap((own): Proof[] => {
    const worst = own.reduce((most, each) => (each.watts > most.watts ? each : most));
    const { device, port, medium, watts, limit, model } = worst;
    const claim = `ports of ${model?.name ?? ''} feed what is plugged in`;
    const witness = [`port ${(port ?? 0) + 1} of ${device.name}`, medium.name];
    return [proveAtMost('DH3863', claim, { value: watts, limit, unit: 'W' }, { witness })];
  });
}
