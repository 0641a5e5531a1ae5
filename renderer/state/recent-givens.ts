/** The arguments and environments that runs of each language were given lately, to be taken up again. Pure. */
import type { RecentGivens } from '../../contract';

const MOST_ARGS = 30;
const MOST_ENVS = 8;

const none: RecentGivens = { args: [], env: [] };

export function readRecent(recent: Readonly<Record<string, RecentGivens>>, specId: string): RecentGivens {
  return recent[specId] ?? none;
}

/** Puts what a run was given last; what is empty, or there already, leaves all as it is. */
export function rememberGivens(
  recent: Readonly<Record<string, RecentGivens>>,
  specId: string,
  args: string,
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, RecentGivens>> {
  const known = readRecent(recent, specId);
  const next: RecentGivens = {
    args: args.trim() === '' ? known.args : putLast(known.args, args, MOST_ARGS),
    env: Object.keys(env).length === 0 ? known.env : putLast(known.env, { ...env }, MOST_ENVS),
  };
  return JSON.stringify(next) === JSON.stringify(known) ? recent : { ...recent, [specId]: next };
}

function putLast<T>(list: readonly T[], item: T, most: number): T[] {
  const same = JSON.stringify(item);
  return [...list.filter((other) => JSON.stringify(other) !== same), item].slice(-most);
}
