/** `npm run bench -- clients`: whether each of many clients gets all of its own events in order, and none of another's. */
import type { Server } from '../../main/server/server';
import { formatTable } from '../text-table';
import { type ClientReport, type Door, type LineLoad, runLineClients } from './line-clients';
import { round } from './statistics';

export const FULL_LOAD: LineLoad = { clients: 64, lines: 1000, everyMs: 10, beginAfterMs: 45_000 };

export interface DoorReport {
  door: Door;
  clients: number;
  lines: number;
  /** Clients whose programs were printing at the same time. */
  atOnce: number;
  lost: number;
  duplicated: number;
  reordered: number;
  foreign: number;
  faults: string[];
  events: number;
  /** From the first line of any to the last. */
  seconds: number;
}

export interface ClientsReport {
  bench: 'clients';
  doors: DoorReport[];
}

export async function measureClients(server: Server, load: LineLoad): Promise<ClientsReport> {
  const doors: DoorReport[] = [];
  for (const door of ['ranna', 'own'] as const) {
    doors.push(summarize(door, load, await runLineClients(server, door, load)));
  }
  return { bench: 'clients', doors };
}

export function summarize(door: Door, { clients, lines }: LineLoad, reports: readonly ClientReport[]): DoorReport {
  const sum = (key: 'lost' | 'duplicated' | 'reordered' | 'foreign' | 'events') =>
    reports.reduce((total, report) => total + report[key], 0);
  const lastAt = Math.max(...reports.map((report) => report.lastAt));
  return {
    door,
    clients,
    lines,
    atOnce: Math.max(
      ...reports.map(({ firstAt }) => reports.filter((one) => one.firstAt <= firstAt && one.lastAt >= firstAt).length),
    ),
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    reordered: sum('reordered'),
    foreign: sum('foreign'),
    faults: reports.flatMap(({ faults }) => faults),
    events: sum('events'),
    seconds: round((lastAt - Math.min(...reports.map(({ firstAt }) => firstAt))) / 1000, 1),
  };
}

export function formatClients({ doors }: ClientsReport): string {
  const header = ['WebSocket', 'clients', 'at once', 'lines each', 'events', 'lost', 'duplicated', 'reordered'];
  const rows = doors.map((door) =>
    [
      ...[door.door === 'ranna' ? '/v1/ws' : '/ws', door.clients, door.atOnce, door.lines, door.events],
      ...[door.lost, door.duplicated, door.reordered, door.foreign, door.seconds],
    ].map(String),
  );
  const faults = doors.flatMap((door) => door.faults);
  return [
    formatTable([...header, "another's", 'seconds'], rows),
    ...faults.slice(0, 10).map((fault) => `Not as it should be: ${fault}`),
    ...(faults.length > 10 ? [`and ${faults.length - 10} more.`] : []),
  ].join('\n');
}
