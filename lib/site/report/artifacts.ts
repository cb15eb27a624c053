import { plannedCables } from '../cabling/plan';
import { fabricsOf } from '../fabrics';
import type { SiteFact } from '../facts';
import { outsideCables } from '../outside-cables';
import type { Proof } from '../proof';
import { addressTable } from './addresses';
import { billTable, rowTable } from './bill-of-materials';
import { cablingTable } from './cabling';
import { elevationPicture } from './elevation-picture';
import { placesOf } from './places';
import { siteReport } from './site-report';
import { csv, markdown } from './table';
import { topologyPicture } from './topology-picture';

/**
 * All documents of a site by their path below its folder. The same site gives the same bytes.
 *
 * @param site the fact of the site
 * @param proofs statements about the site, for its report
 */
export function siteArtifacts(site: SiteFact, proofs: readonly Proof[]): ReadonlyMap<string, string> {
  const [places, planned] = [placesOf(site), plannedCables(site)];
  const [bill, rows] = [billTable(site), rowTable(site)];
  const addresses = addressTable(site);
  const title = `# Bill of materials of ${site.name}`;
  const files: (readonly [string, string])[] = [
    ['report.md', siteReport(site, proofs)],
    ['bill-of-materials.csv', csv(bill)],
    ['bill-of-materials.md', `${title}\n\n${markdown(bill)}\n## Rows\n\n${markdown(rows)}`],
    ['rows.csv', csv(rows)],
    ['addresses.csv', csv(addresses)],
    ['addresses.md', `# Addresses of ${site.name}\n\n${markdown(addresses)}`],
    ['racks.svg', elevationPicture(site)],
  ];
  for (const fabric of fabricsOf(site).fabrics) {
    const { name } = fabric.input;
    const outside = outsideCables(site, fabric);
    const cabling = cablingTable(fabric, places, planned, outside);
    files.push(
      [`cabling/${name}.csv`, csv(cabling)],
      [`cabling/${name}.md`, `# Cabling of ${name}\n\n${markdown(cabling)}`],
      [`topology/${name}.svg`, topologyPicture(fabric, outside)],
    );
  }
  return new Map(files);
}
