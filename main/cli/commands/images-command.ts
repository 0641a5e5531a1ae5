/** `runyard images`: the languages' images in Docker. */
import { RunyardError, type Spec } from '../../../contract';
import { misuse } from '../complaint';
import { followSignals } from '../run/stop-signals';
import { type AskedEngine, askEngine, type EngineChoice, findSpec } from './asked-engine';
import { EventPrinter } from './image-events';
import type { ImageReporter } from './image-reporter';
import { formatBytes, type ImageAction, ProgressPrinter, writeImages } from './images-output';
import { writeTable } from './table';

interface ListOptions extends EngineChoice {
  json?: boolean;
}

export async function listImages(options: ListOptions): Promise<number> {
  await using asked = await askEngine(options);
  const statuses = await asked.client.images.list();
  if (options.json) process.stdout.write(`${JSON.stringify(statuses, null, 2)}\n`);
  else process.stdout.write(writeImages(statuses, process.stdout.columns));
  return 0;
}

export async function showDiskUse(options: ListOptions): Promise<number> {
  await using asked = await askEngine(options);
  const usage = await asked.client.images.usage();
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
  options: ListOptions & { all?: boolean },
): Promise<number> {
  if (names.length === 0 && !options.all) {
    throw misuse('No language is named.', `Name some, or all of them with --all: \`runyard images ${action} python\`.`);
  }
  await using asked = await askEngine(options);
  const { images } = asked.client;
  const { specs } = await asked.client.specs.list();
  const chosen = options.all
    ? specs.filter((spec) => canDo(action, spec))
    : await Promise.all(names.map((name) => findSpec(asked, specs, name)));
  const abort = new AbortController();
  using signals = followSignals(() => abort.abort());
  const reporter: ImageReporter = options.json
    ? new EventPrinter((line) => process.stdout.write(line))
    : new ProgressPrinter(chosen, process.stdout);
  const failures = await Promise.all(
    [...new Set(chosen)].map(async (spec) => {
      try {
        if (action === 'remove') await removeOne(images, spec, reporter);
        else {
          const { signal } = abort;
          const news = action === 'pull' ? images.pull(spec.id, { signal }) : images.build(spec.id, { signal });
          for await (const one of news) reporter.take(spec, one);
        }
        return null;
      } catch (error) {
        reporter.fail(spec, error);
        return error;
      }
    }),
  );
  reporter.end();
  const failed = failures.filter((failure) => failure !== null);
  for (const error of failed) printFailure(error);
  if (abort.signal.aborted) process.stderr.write('Cancelled; nothing of what was unfinished is left.\n');
  return signals.exitCode ?? (failed.length > 0 ? 1 : 0);
}

function canDo(action: ImageAction, spec: Spec): boolean {
  if (action === 'pull') return spec.image !== undefined;
  return action === 'remove' || spec.debian !== undefined;
}

async function removeOne(images: AskedEngine['client']['images'], spec: Spec, reporter: ImageReporter): Promise<void> {
  const status = (await images.list()).find(({ specId }) => specId === spec.id);
  await images.remove(spec.id);
  reporter.removed(spec, status?.reference ?? null);
}

function printFailure(error: unknown): void {
  if (!(error instanceof RunyardError)) throw error;
  const { log } = error.details;
  if (Array.isArray(log) && log.length > 0) process.stderr.write(`\n${log.join('\n')}\n`);
  process.stderr.write(`\n${error.message}\n${error.remedy}\n`);
}
