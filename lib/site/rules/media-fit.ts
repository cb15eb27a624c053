import { noMediumFits } from '../../errors/cabling';
import { rule, type Violation } from '../../rules/rule';
import { Bandwidth } from '../../units/bandwidth';
import { plannedCables, printCable } from '../cabling/plan';
import type { MediumEndSpec, MediumSpec } from '../cabling/spec';
import { SITE } from '../facts';
import { grouped } from '../report/grouped';

/** Each kind of cable has a medium of its speed, arms and connectors, whatever its length. */
export const mediaFit = rule(noMediumFits, 'error', (model) =>
  model.all(SITE).flatMap((site) => {
    const unfit = plannedCables(site).filter(({ longest, leaves }) => longest === null && !leaves);
    const media = site.cabling?.media ?? [];
    const print = (bps: number) => Bandwidth.bps(bps).toString();
    return [...grouped(unfit, ({ cable }) => cable.kind)].flatMap(([kind, own]): Violation[] =>
      own.slice(0, 1).map((each) => {
        const { bps } = each.cable;
        const near = media.filter((medium) => medium.bps === bps).map(printMedium);
        const others = [...new Set(media.map((medium) => medium.bps))].filter((other) => other !== bps).map(print);
        const example = `${each.fabric}, ${printCable(each)}`;
        return { problem: noMediumFits(example, own.length, kind, near, others), at: site };
      }),
    );
  }),
);

function printMedium({ name, bps, ways, from, to }: MediumSpec): string {
  const speed = Bandwidth.bps(bps).toString();
  return `'${name}' of ${ways === 1 ? speed : `${ways} x ${speed}`}, ${printEnd(from)} to ${printEnd(to)}`;
}

function printEnd({ connector, ports }: MediumEndSpec): string {
  return ports === 1 ? connector : `${connector} for ${ports} ports`;
}
