/**
 * Vitest's JSON report, and in it what that leaves out: errors outside the tests, as of hooks, files and forgotten
 * promises, and where in its file a test failed.
 */
import { JsonReporter, type SerializedError, type TestModule } from 'vitest/node';
import type { z } from 'zod';
import type { OutsideError } from './test-report';

type Outside = z.infer<typeof OutsideError>;

export default class CompleteJsonReporter extends JsonReporter {
  #outsideErrors: Outside[] = [];

  override async onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[] = [],
  ): Promise<void> {
    this.#outsideErrors = [...modules.flatMap(describeHooks), ...unhandledErrors.map(describeUnhandled)];
    for (const module of modules) for (const test of module.children.allTests()) showPlaces(test.result().errors);
    await super.onTestRunEnd(modules as Parameters<JsonReporter['onTestRunEnd']>[0]);
  }

  override async writeReport(report: string): Promise<void> {
    await super.writeReport(JSON.stringify({ ...JSON.parse(report), outsideErrors: this.#outsideErrors }));
  }
}

/** The stack with the lines of the source, not of what was made of it. What is unhandled comes without them. */
function formatStack({ name, message, stacks }: SerializedError): string {
  const frames = (stacks ?? []).map(({ file, line, column }) => `    at ${file}:${line}:${column}`);
  return [`${name ?? 'Error'}: ${message}`, ...frames].join('\n');
}

function showPlaces(errors: readonly SerializedError[] | undefined): void {
  for (const error of errors ?? []) if ((error.stacks?.length ?? 0) > 0) error.stack = formatStack(error);
}

function describeHooks(module: TestModule): Outside[] {
  const file = module.moduleId;
  const inSuites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => ({ file, title: `around ${suite.fullName}`, message: formatStack(error) })),
  );
  return [...module.errors().map((error) => ({ file, title: 'the file', message: formatStack(error) })), ...inSuites];
}

function describeUnhandled(error: SerializedError): Outside {
  const { VITEST_TEST_PATH: file, VITEST_TEST_NAME: test } = error;
  return {
    file: typeof file === 'string' ? file : '',
    title: typeof test === 'string' ? `unhandled, perhaps in ${test}` : 'unhandled',
    message: formatStack(error),
  };
}
