/** Every procedure that may cross a process or the network, typed and validated once for all doors. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { addRoutes } from './add-routes';
import { EarlierRun } from './earlier-run';
import {
  AppInfo,
  BuildWhen,
  DiskUsage,
  DoctorReport,
  EngineStatus,
  ImageProgress,
  ImageStatus,
  LastRun,
  RuntimeProgress,
  RuntimeStatus,
  RuntimeUsage,
} from './engine';
import { statusOf } from './error-kinds';
import { ErrorCode, ErrorData } from './errors';
import { RecentCopy, RecentItem, Template } from './library';
import { Opening } from './opening';
import { routes } from './routes';
import { ProviderChoice, RunEvent, RunRequest, StdinData, TerminalMode, TerminalSize } from './run';
import { ScheduledJob } from './schedule';
import { LoadedSettings, SettingsSave } from './settings-file';
import { SpecList } from './spec';
import { HistoryContent, HistoryItem, LoadedWorkspace, OutsideChange, WorkspaceSave } from './workspace';

const errors = Object.fromEntries(
  ErrorCode.options.map((code) => [code, { status: statusOf(code), data: ErrorData }]),
) as Record<ErrorCode, { status: number; data: typeof ErrorData }>;

const base = oc.errors(errors);
/** Characters of `settings.json`. */
const SETTINGS_TEXT_LIMIT = 1_000_000;

const run = z.strictObject({ runId: z.string() });
const spec = z.strictObject({ specId: z.string() });
const runtime = z.strictObject({ runtimeId: z.string() });

const procedures = {
  run: {
    /**
     * Starts a run and streams its events. Aborting the call drops the run and says no more; `stop` ends it and
     * its stream still closes with `finished`. The consumer acknowledges what it has used, or the run pauses (`UNACKNOWLEDGED_LIMIT`).
     */
    start: base.input(RunRequest).output(eventIterator(RunEvent)),
    /** Says that a language is likely to be run soon, so that a sandbox is made ready for it. */
    prepare: base
      .input(
        z.strictObject({
          spec: z.string(),
          provider: ProviderChoice.optional(),
          terminal: TerminalMode.default('off'),
        }),
      )
      .output(z.void()),
    /** Sends text or bytes to an interactive run's stdin. */
    write: base.input(z.union(StdinData.options.map((data) => run.extend(data.shape)))).output(z.void()),
    /** Gives a run's terminal another size. */
    resize: base.input(run.extend(TerminalSize.shape)).output(z.void()),
    /** Ends an interactive stdin; in a terminal, as Ctrl+D does. */
    closeStdin: base.input(run).output(z.void()),
    /** `characters`: UTF-16 units of `output` text used since the last acknowledgement. */
    acknowledge: base.input(run.extend({ characters: z.number().int().positive() })).output(z.void()),
    /** Stops a run; its stream ends with `stopped`. Stopping a run that has ended does nothing. */
    stop: base.input(run).output(z.void()),
  },
  specs: {
    list: base.output(SpecList),
    /** The list now, and again each time that a language or a problem comes, goes or changes. */
    watch: base.output(eventIterator(SpecList)),
    /** Asks every source anew, addresses too, and gives what they have. */
    reload: base.output(SpecList),
    /** When each language was run last, by engine; of those that ever were. */
    lastRuns: base.output(z.array(LastRun)),
  },
  /** What the engine does by itself at set times. */
  schedule: {
    /** The jobs that are scheduled; those without an expression are not. */
    list: base.output(z.array(ScheduledJob)),
  },
  engine: {
    /** The status now, and again each time it changes. */
    watch: base.output(eventIterator(EngineStatus)),
    /** Looks for a daemon anew and reports every place tried. */
    doctor: base.output(DoctorReport),
  },
  images: {
    list: base.output(z.array(ImageStatus)),
    /** Pulls the spec's official image; aborting the call cancels. */
    pull: base.input(spec).output(eventIterator(ImageProgress)),
    /** Builds the spec's image from Debian packages; aborting the call cancels. */
    build: base.input(spec.extend({ when: BuildWhen.default('changed') })).output(eventIterator(ImageProgress)),
    remove: base.input(spec).output(z.void()),
    /** Adds up what they take on disk, which may cost the daemon a moment. */
    usage: base.output(DiskUsage),
  },
  /** What the embedded engine runs languages with. */
  runtimes: {
    list: base.output(z.array(RuntimeStatus)),
    /** Downloads the package that a runtime needs from npm; aborting the call cancels. */
    install: base.input(runtime).output(eventIterator(RuntimeProgress)),
    /** Removes what `install` brought. */
    remove: base.input(runtime).output(z.void()),
    usage: base.output(RuntimeUsage),
  },
  workspace: {
    /** Takes the workspace over for this window. */
    load: base.output(LoadedWorkspace),
    /** Settles when all of it is on disk. */
    save: base.input(WorkspaceSave).output(z.void()),
    /** What other programs do to the tabs' files, from now on. */
    watch: base.input(z.object({ lease: z.string() })).output(eventIterator(OutsideChange)),
    /** Ends a conflict. `mine` writes the window's text, `theirs` takes the other one; the one not kept goes to the history. */
    resolve: base
      .input(z.object({ lease: z.string(), tabId: z.string(), path: z.string(), keep: z.enum(['mine', 'theirs']) }))
      .output(z.void()),
  },
  /** What was closed, deleted or replaced, the newest first. */
  history: {
    list: base.output(z.array(HistoryItem)),
    read: base.input(z.object({ id: z.string() })).output(HistoryContent),
    remove: base.input(z.object({ id: z.string() })).output(z.void()),
  },
  settings: {
    load: base.output(LoadedSettings),
    /** Settles when it is on disk. */
    save: base.input(SettingsSave).output(LoadedSettings),
    /** Writes the text of the file as a person wrote it; it must be JSON. */
    saveText: base.input(z.object({ text: z.string().max(SETTINGS_TEXT_LIMIT) })).output(LoadedSettings),
    /** The settings now, and again each time they change, whoever changed them. */
    watch: base.output(eventIterator(LoadedSettings)),
  },
  /** Templates and snippets. */
  templates: {
    list: base.output(z.array(Template)),
    /** Takes the place of the one with its id. */
    save: base.input(Template).output(z.void()),
    remove: base.input(z.object({ id: z.string() })).output(z.void()),
  },
  /** What was opened lately, the newest first. */
  recents: {
    list: base.output(z.array(RecentItem)),
    /** What came from the window itself; its place on the machine is not known. */
    add: base.input(RecentCopy).output(z.void()),
    open: base.input(z.object({ id: z.string() })).output(Opening),
    clear: base.output(z.void()),
  },
  /** What came from outside the window to be opened in it. */
  openings: {
    /** Each once, to the window that watches last. */
    watch: base.output(eventIterator(Opening)),
    offer: base.input(Opening).output(z.void()),
  },
  /** Runs of a tab that have ended, the newest first. */
  earlierRuns: {
    /** `pinnedId`: a run of the tab that stays however old it is. */
    keep: base.input(z.object({ run: EarlierRun, pinnedId: z.string().nullable() })).output(z.void()),
    list: base.input(z.object({ tabId: z.string() })).output(z.array(EarlierRun)),
  },
  app: {
    info: base.output(AppInfo),
  },
};

export const contract = addRoutes(procedures, routes);

export type Contract = typeof contract;
