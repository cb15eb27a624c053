import { Energy } from '../../units/energy';
import type { Power } from '../../units/power';
import { atLeastNumber, positive, share } from '../../units/ranges';
import type { TemperatureDifference } from '../../units/temperature-difference';

/** BTU of the International Table in an hour that one watt gives: 3600 s / 1055.05585262 J (ISO 31-4). */
const BTU_PER_HOUR = 3600 / 1055.05585262;

/** Joules that warm a cubic metre of air by a kelvin: 1.2 kg/m³ and 1006 J/(kg·K), dry air at 20 °C at sea level. */
const AIR_HEAT = 1.2 * 1006;

/** Cubic feet in a minute that one cubic metre in an hour is: a foot is 0.3048 m (ISO 80000-3). */
const CFM = 1 / 60 / 0.3048 ** 3;

/** Hours of a year of 365 days. */
const HOURS = 8760;

/**
 * Heat that a load gives off, in BTU per hour: all its power becomes heat.
 *
 * @param load electrical power
 */
export function btuPerHour(load: Power): number {
  return load.watts * BTU_PER_HOUR;
}

/** A flow of air. */
export interface Airflow {
  /** Cubic metres per hour. */
  readonly cubicMetresPerHour: number;
  /** Cubic feet per minute. */
  readonly cubicFeetPerMinute: number;
}

/**
 * Air that carries the heat of a load away.
 *
 * @param load electrical power, all of which becomes heat
 * @param rise how much warmer the air leaves than it enters
 * @throws DH1005 when the air does not get warmer
 */
export function airflow(load: Power, rise: TemperatureDifference): Airflow {
  const cubicMetresPerHour = (load.watts * 3600) / (AIR_HEAT * positive('rise', rise.kelvins));
  return { cubicMetresPerHour, cubicFeetPerMinute: cubicMetresPerHour * CFM };
}

/** What a datacenter uses in a year. */
export interface YearlyEnergyOptions {
  /** Largest power of all IT equipment. */
  readonly load: Power;
  /** Mean share of it that is drawn, from 0 to 1. */
  readonly utilisation: number;
  /** Power usage effectiveness: energy of the building over energy of the IT equipment, at least 1. */
  readonly pue: number;
}

/**
 * Energy that a datacenter uses in a year of 365 days.
 *
 * @param options load, utilisation and PUE
 * @throws DH1005
 */
export function yearlyEnergy(options: YearlyEnergyOptions): Energy {
  const factor = share('utilisation', options.utilisation) * atLeastNumber('pue', options.pue, 1);
  return Energy.wh(options.load.watts * factor * HOURS);
}
