import { proofTable } from '../proof';
import type { WanFact } from '../wan-facts';
import { linkLoads, printRate, wanProofs } from '../wan-routes';
import { markdown } from './table';

/**
 * Lines between sites on one page, with what they carry and what is proven of them.
 *
 * @param wans the WANs of a program
 */
export function wanReport(wans: readonly WanFact[]): string {
  const sections = wans.map((wan) => {
    const links = {
      head: ['link', 'between', 'bandwidth', 'latency in ms', 'shared risks', 'peak', 'charges'],
      rows: linkLoads(wan.links, wan.charges).map(({ link, bitsPerSecond, charges }) => [
        ...[link.name, link.between.join(' and '), printRate(link.bitsPerSecond), link.latencySeconds * 1000],
        ...[link.sharedRisk.join(', '), printRate(bitsPerSecond), charges.join(', ')],
      ]),
    };
    return `## Lines\n\n${markdown(links)}\n## Proofs\n\n${proofTable(wanProofs(wan))}\n`;
  });
  return `# Lines between sites\n\n${sections.join('\n')}`;
}
