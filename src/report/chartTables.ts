/** The data behind charts that several reports have, as tables: columns, and a row from what is drawn. */
import type { FrontierPoint } from './charts/frontier.ts';
import type { LeagueDot } from './charts/leagueDots.ts';
import type { DataColumn, DataValue } from './exports/dataTable.ts';

const text = (id: string, head: string): DataColumn => ({ id, head, kind: 'text' });
const share = (id: string, head: string): DataColumn => ({ id, head, kind: 'percent' });

export const dotColumns: readonly DataColumn[] = [
  text('strategy', 'Strategy'), text('compliant', 'Complies'), share('occupancy', 'Occupancy'), share('occupancy_lower', 'from'), share('occupancy_upper', 'to'),
  share('rate', 'Abandon rate'), share('rate_lower', 'from'), share('rate_upper', 'to'),
];

export function dotRow({ strategy, compliant, occupancy, rate }: LeagueDot): DataValue[] {
  return [strategy, compliant, occupancy.estimate, occupancy.lower, occupancy.upper, rate.estimate, rate.lower, rate.upper];
}

export const frontierColumns: readonly DataColumn[] = [
  text('strategy', 'Strategy'), text('setting', 'Setting'), share('occupancy', 'Occupancy'), share('occupancy_lower', 'from'), share('occupancy_upper', 'to'),
  share('rate', 'Abandon rate'), share('rate_lower', 'from'), share('rate_upper', 'to'),
];

export function frontierRow(strategy: string, point: FrontierPoint): DataValue[] {
  const { setting, occupancy, occupancyLower, occupancyUpper, rate, rateLower, rateUpper } = point;
  return [strategy, setting, occupancy, occupancyLower, occupancyUpper, rate, rateLower, rateUpper];
}
