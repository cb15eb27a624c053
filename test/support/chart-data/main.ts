import { readFileSync } from 'node:fs';
import { buildChartData, type Pin } from './build';
import { OWN_DATA } from './load';

/** `npm run chart-data -- pins.json`: a JSON list of `{ name, version, repository }`. */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: npm run chart-data -- <pins.json>');
  process.exitCode = 2;
} else {
  const pins = JSON.parse(readFileSync(file, 'utf8')) as readonly Pin[];
  buildChartData(pins, OWN_DATA);
  console.log(`${pins.length} charts in ${OWN_DATA}`);
}
