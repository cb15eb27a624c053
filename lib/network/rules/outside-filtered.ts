import { outsideUnfiltered } from '../../errors/outside';
import { rule, type Violation } from '../../rules/rule';
import { SITE } from '../../site/facts';
import { DEVICE_CONFIGURATION } from '../facts';

/** What is told to outside routers is filtered on the switch. SONiC's bgpcfgd has no filters of its own for that. */
export const outsideFiltered = rule(outsideUnfiltered, 'error', (model) =>
  model
    .all(DEVICE_CONFIGURATION)
    .filter(({ system }) => system === 'sonic')
    .flatMap((configured) => {
      const site = model.all(SITE).find(({ name }) => name === configured.site);
      const routers = (site?.outside ?? []).filter(({ fabric }) => fabric === configured.fabric);
      return routers.flatMap(({ name, links }) =>
        links.map((link): Violation => ({ problem: outsideUnfiltered(name, link.switch), at: configured })),
      );
    }),
);
