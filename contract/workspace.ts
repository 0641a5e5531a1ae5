/** What the window keeps between starts: tabs, their files and how they are looked at. Texts travel beside it. */
import { z } from 'zod';
import { ProviderChoice, SourceFile, TerminalMode } from './run';
import { RecentGivens, RunTrigger, TabInputs } from './tab-inputs';

/** Characters of a tab's title. */
export const TITLE_LIMIT = 500;

/** Where a person was in a file. Lines and columns count from 1. */
export const FileView = z.object({
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  /** The first line that is shown. */
  topLine: z.number().int().min(1).default(1),
});
export type FileView = z.infer<typeof FileView>;

export const TabState = z.object({
  id: z.string().min(1).max(200),
  title: z.string().max(TITLE_LIMIT),
  specId: z.string(),
  /** Paths, in the order shown. */
  files: z.array(z.string()).min(1),
  /** The file that a run starts. */
  entry: z.string(),
  /** The file that is shown. */
  shown: z.string(),
  /** The arguments as the person typed them, split by the window before a run. */
  args: z.string().default(''),
  /** The engine of this tab; absent: that of all tabs. */
  provider: ProviderChoice.optional(),
  env: z.record(z.string(), z.string()).default({}),
  /** `snippet`: code that a run puts the language's boilerplate around, where there is one file and a template. */
  form: z.enum(['program', 'snippet']).default('program'),
  /** What was begun in the input line, and the lines that were sent, the last one last. */
  stdin: z.object({ draft: z.string(), sent: z.array(z.string()) }).default({ draft: '', sent: [] }),
  views: z.record(z.string(), FileView).default({}),
  /** `auto`: the list of files is there when there are several. */
  fileList: z.enum(['auto', 'shown', 'hidden']).default('auto'),
  /** The earlier run whose output stays in sight. */
  pinnedRunId: z.string().optional(),
  runOn: RunTrigger.default('request'),
  terminal: TerminalMode.default('off'),
  inputs: TabInputs.default(TabInputs.parse({})),
  /** `link`: someone else's, and nobody here has said yet that it was read; absent: the person's own. */
  origin: z.literal('link').optional(),
});
export type TabState = z.infer<typeof TabState>;

/** The half of a split window. */
export const Side = z.enum(['left', 'right']);
export type Side = z.infer<typeof Side>;

export const WindowLayout = z.object({
  /** Kept here by an earlier Runyard, which had no settings; taken over once. */
  theme: z.enum(['system', 'dark', 'light']).optional(),
  /** Where the output pane stands. */
  layout: z.enum(['beside', 'below']).default('beside'),
  /** The editor's share of the split, in percent. */
  editorShare: z.number().min(5).max(95).optional(),
  /** Whether long lines of output go on below or off to the side. */
  outputWrap: z.enum(['wrap', 'scroll']).optional(),
  /** What was chosen in the palette, the last first. */
  recentCommands: z.array(z.string().max(250)).max(20).optional(),
  /** By the spec's id. */
  recent: z.record(z.string(), RecentGivens).optional(),
  /** The tab that is shown beside the active one, and where it stands. */
  beside: z.object({ tabId: z.string(), side: Side }).optional(),
  /** Where the output panes stand while two tabs are shown; absent: below. */
  splitLayout: z.enum(['beside', 'below']).optional(),
  /** The left tab's share of the window in percent, while two are shown. */
  leftShare: z.number().min(5).max(95).optional(),
});
export type WindowLayout = z.infer<typeof WindowLayout>;

export const WorkspaceState = WindowLayout.extend({
  tabs: z.array(TabState),
  activeTabId: z.string().nullable(),
  /** The engine of all tabs that have none of their own; absent: as the config says. */
  provider: ProviderChoice.optional(),
});
export type WorkspaceState = z.infer<typeof WorkspaceState>;

/** The text of one file of a tab. */
export const TabText = SourceFile.extend({ tabId: z.string() });
export type TabText = z.infer<typeof TabText>;

/** A file that another program changed. */
export const FileConflict = z.object({
  tabId: z.string(),
  path: z.string(),
  /** Null for a file that is gone. */
  theirs: z.string().nullable(),
  /** `newer`: what the window saved last had not reached the file. */
  draft: z.enum(['none', 'newer']),
});
export type FileConflict = z.infer<typeof FileConflict>;

export const LoadedWorkspace = z.object({
  /** Names this window; a later load by another window takes the workspace over. */
  lease: z.string(),
  /** Null on a first start. */
  state: WorkspaceState.nullable(),
  texts: z.array(TabText),
  /** The folder that the scratches are in. */
  folder: z.string(),
  /** What a person should know of how it was found, each with its remedy. */
  notices: z.array(z.string()),
});
export type LoadedWorkspace = z.infer<typeof LoadedWorkspace>;

/** Texts that were not changed since the last save stay away; those of files that have gone since are the last they had. */
export const WorkspaceSave = z.object({ lease: z.string(), state: WorkspaceState, texts: z.array(TabText) });
export type WorkspaceSave = z.infer<typeof WorkspaceSave>;

/** What another program did to a tab's files. */
export const OutsideChange = z.discriminatedUnion('type', [
  /** The file has another text now, or is gone. Until `resolve` is called its scratch is not written. */
  FileConflict.extend({ type: z.literal('changed') }),
  /** A file has come into the tab's folder. */
  TabText.extend({ type: z.literal('added') }),
]);
export type OutsideChange = z.infer<typeof OutsideChange>;

/** `closed`: a tab; `deleted`: a file; `replaced`: the text that a person did not keep when two programs had changed a file. */
export const HistoryReason = z.enum(['closed', 'deleted', 'replaced']);
export type HistoryReason = z.infer<typeof HistoryReason>;

export const HistoryItem = z.object({
  id: z.string(),
  reason: HistoryReason,
  title: z.string(),
  specId: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  fileCount: z.number().int(),
  bytes: z.number().int(),
  /** The first lines of its entry. */
  preview: z.string(),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

export const HistoryContent = z.object({ item: HistoryItem, tab: TabState, files: z.array(SourceFile).min(1) });
export type HistoryContent = z.infer<typeof HistoryContent>;
