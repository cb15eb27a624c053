import { CATALOG } from '../../../lib/charts/catalog';
import type { ChartPin } from '../../../lib/charts/pin';
import { buildChartData } from './build';
import { OWN_DATA } from './load';

// The newest version of each chart: older ones are checked against it, their own data is not kept.
const charts: readonly (readonly ChartPin[])[] = Object.values(CATALOG);
const pins = charts.flatMap((versions) => versions.slice(0, 1));
buildChartData(pins, OWN_DATA);
console.log(`${pins.length} charts in ${OWN_DATA}`);
