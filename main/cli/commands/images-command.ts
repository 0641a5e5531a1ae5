/** `runyard images`: the languages' images in Docker. */
import { RunyardError, type Spec } from '../../../contract';
import type { ComposedEngine } from '../../compose';
import { misuse } from '../complaint';
import { followSignals } from '../run/stop-signals';
import { formatBytes, type ImageAction, ProgressPrinter, printList } from './images-output';
import { openEngine } from './open-engine';
import { writeTable } from './table';

export async function listImages(options: { json?: boolean }): Promise<number> {
  await using engine = await openEngine();
  const statuses = await engine.images.list();
  if (options.json) process.stdout.write(`${JSON.stringify(statuses, null, 2)}\n`);
  else printList(engine.specs.list().specs, statuses);
  return 0;
}

export async function showDiskUse(options: { json?: boolean }): Promise<number> {
  await using engine = await openEngine();
  const usage = await engine.images.usage();
  if (options.json) {
    process.stdout.write(`${JSON.stringify(usage, null, 2)}\n`);
    return 0;
  }
  const rows = usage.images.map(({ specId, reference, ownBytes }) => [specId, formatBytes(ownBytes), reference]);
  const sums = [
    ['shared', formatBytes(usage.sharedBytes), 'by several of them'],
    ['total', formatBytes(usage.totalBytes), ''],
  ];
  process.stdout.write(writeTable([['LANGUAGE', 'ITS OWN', 'IMAGE'], ...rows, ...sums]));
  return 0;
}

/**
 * All at once: the images bound themselves how many are built at a time. One that fails does not stop the others.
 * @returns 1 where one failed
 */
export async function changeImages(
  action: ImageAction,
  names: readonly string[],
  options: { all?: boolean },
): Promise<number> {
  if (names.length === 0 && !options.all) {
    throw misuse('No language is named.', `Name some, or all of them with --all: \`runyard images ${action} python\`.`);
  }
  await using engine = await openEngine();
  const { specs } = engine.specs.list();
  const chosen = options.all
    ? specs.filter((spec) => canDo(action, spec))
    : names.map((name) => findSpec(engine, name));
  const abort = new AbortController();
  using signals = followSignals(() => abort.abort());
  const printer = new ProgressPrinter(chosen, process.stdout);
  const failures = await Promise.all(
    [...new Set(chosen)].map(async (spec) => {
      try {
        if (action === 'remove') await removeOne(engine, spec, printer);
        else {
          const news =
            action === 'pull'
              ? engine.images.pull(spec.id, abort.signal)
              : engine.images.build(spec.id, abort.signal, 'changed');
          for await (const one of news) printer.take(spec, one);
        }
        return null;
      } catch (error) {
        printer.fail(spec);
        return error;
      }
    }),
  );
  printer.end();
  const failed = failures.filter((failure) => failure !== null);
  for (const error of failed) printFailure(error);
  if (abort.signal.aborted) process.stderr.write('Cancelled; nothing of what was unfinished is left.\n');
  return signals.exitCode ?? (failed.length > 0 ? 1 : 0);
}

function canDo(action: ImageAction, spec: Spec): boolean {
  if (action === 'pull') return spec.image !== undefined;
  return action === 'remove' || spec.debian !== undefined;
}

function findSpec(engine: ComposedEngine, name: string): Spec {
  const wanted = name.toLowerCase();
  const spec = engine.specs.list().specs.find(({ id, aliases }) => id === wanted || aliases.includes(wanted));
  if (spec) return spec;
  engine.runs.prepare(name);
  throw misuse(`There is no language "${name}".`, '`runyard specs list` shows those that there are.');
}

async function removeOne(engine: ComposedEngine, spec: Spec, printer: ProgressPrinter): Promise<void> {
  const status = (await engine.images.list()).find(({ specId }) => specId === spec.id);
  await engine.images.remove(spec.id);
  printer.say(spec, status?.reference ? `removed ${status.reference}` : 'is not there');
}

function printFailure(error: unknown): void {
  if (!(error instanceof RunyardError)) throw error;
  const { log } = error.details;
  if (Array.isArray(log) && log.length > 0) process.stderr.write(`\n${log.join('\n')}\n`);
  process.stderr.write(`\n${error.message}\n${error.remedy}\n`);
}
