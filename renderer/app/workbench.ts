/** Builds what stands behind the window, once, and starts it. */
import type { RunyardClient } from '../../client/client';
import type { ProviderChoice, Spec, ThemeChoice } from '../../contract';
import { readText } from '../features/earlier-runs/compared-runs';
import { EarlierRunController } from '../features/earlier-runs/earlier-run-controller';
import { EarlierRuns } from '../features/earlier-runs/earlier-runs';
import { Documents } from '../features/editor/documents';
import { EditorLoader } from '../features/editor/editor-loader';
import { loadEditorWords } from '../features/editor/editor-words';
import { SelectionSource } from '../features/editor/selection-source';
import { SnippetTarget } from '../features/editor/snippet-target';
import { EngineWatch } from '../features/engine/engine-watch';
import { FileController } from '../features/files/file-controller';
import { ImportController } from '../features/files/import-controller';
import { FormatController } from '../features/format/format-controller';
import { PrettierFormatter } from '../features/format/prettier-formatter';
import { HistoryController } from '../features/history/history-controller';
import { ImageController } from '../features/images/image-controller';
import { RuntimeController } from '../features/languages/runtime-controller';
import { SpecController } from '../features/languages/spec-controller';
import { UsageController } from '../features/languages/usage-controller';
import { escapeSnippet } from '../features/library/snippet-text';
import { TemplateController } from '../features/library/template-controller';
import { passFrame } from '../features/output/frame-clock';
import { OutputRegistry } from '../features/output/output-registry';
import { WindowClock } from '../features/output/window-clock';
import { PlaceNavigator } from '../features/problems/place-navigator';
import { ProblemBoard } from '../features/problems/problem-board';
import { ProblemController } from '../features/problems/problem-controller';
import { RunPlaces } from '../features/problems/run-places';
import { RunController } from '../features/run/run-controller';
import { RunTriggers } from '../features/run/run-triggers';
import { cutSelection } from '../features/run/selected-code';
import { SettingsController } from '../features/settings/settings-controller';
import { OpeningController } from '../features/share/opening-controller';
import { ShareController } from '../features/share/share-controller';
import { SnippetController } from '../features/snippet/snippet-controller';
import { InputController } from '../features/stdin/input-controller';
import { SplitController } from '../features/tabs/split-controller';
import { TabController } from '../features/tabs/tab-controller';
import { TabMemory } from '../features/tabs/tab-memory';
import { TerminalRegistry } from '../features/terminal/terminal-registry';
import { TourController } from '../features/welcome/tour-controller';
import { OutsideChanges } from '../state/outside-changes';
import { selectForecast, selectRun, selectShownTabs, selectShownTerminal, selectSpecs } from '../state/selectors';
import { chooseFirstSpec, SessionKeeper } from '../state/session-keeper';
import { type AppStore, createAppStore } from '../state/store';
import { prepareActiveTab } from './prepare-active-tab';
import { Regions } from './regions';
import { whenIdle } from './when-idle';

export class Workbench {
  readonly store: AppStore = createAppStore();
  readonly documents = new Documents();
  readonly problemBoard = new ProblemBoard();
  readonly places = new RunPlaces();
  readonly drawClock = new WindowClock(window);
  readonly outputs = new OutputRegistry(this.drawClock);
  readonly terminals = new TerminalRegistry(this.store, async (host, listener) => {
    const { createXtermDevice } = await import('../features/terminal/xterm-device');
    return createXtermDevice(host, listener, this.store.getState().words.terminal);
  });
  readonly memory = new TabMemory();
  readonly selection = new SelectionSource();
  readonly regions = new Regions(() => selectShownTabs(this.store.getState()));
  /** Comes when the first editor is drawn. */
  readonly editors = new EditorLoader(async () => {
    await loadEditorWords(this.store.getState().language);
    const { EditorSuite } = await import('../features/editor/editor-suite');
    return new EditorSuite(this);
  });
  readonly navigator: PlaceNavigator;
  readonly problems: ProblemController;
  readonly runs: RunController;
  readonly earlierRuns: EarlierRuns;
  readonly shownRuns: EarlierRunController;
  readonly split: SplitController;
  readonly triggers: RunTriggers;
  readonly inputs: InputController;
  readonly images: ImageController;
  readonly specs: SpecController;
  readonly runtimes: RuntimeController;
  readonly usage: UsageController;
  readonly tour: TourController;
  readonly engine: EngineWatch;
  readonly tabs: TabController;
  readonly snippets: SnippetController;
  readonly session: SessionKeeper;
  readonly files: FileController;
  readonly formats: FormatController;
  readonly imports: ImportController;
  readonly history: HistoryController;
  readonly outside: OutsideChanges;
  readonly share: ShareController;
  readonly settings: SettingsController;
  readonly openings: OpeningController;
  readonly snippetTarget = new SnippetTarget();
  readonly templates: TemplateController;

  private readonly stops: Array<() => void> = [];

  constructor(private readonly client: RunyardClient) {
    const { store, documents, outputs, problemBoard, places } = this;
    this.navigator = new PlaceNavigator(store);
    this.problems = new ProblemController(store, problemBoard, this.navigator);
    this.runs = new RunController({
      client,
      store,
      documents,
      outputs,
      terminals: this.terminals,
      passFrame,
      now: () => performance.now(),
      problemBoard,
      places,
      onEnded: (tabId, ended) => this.earlierRuns.note(tabId, ended),
    });
    this.earlierRuns = new EarlierRuns({
      client,
      store,
      now: () => Date.now(),
      createId: () => crypto.randomUUID(),
    });
    this.triggers = new RunTriggers(store, documents, this.runs);
    this.inputs = new InputController(store, this.regions, () => crypto.randomUUID());
    this.images = new ImageController(client, store, this.runs);
    this.specs = new SpecController(client, store, () => void this.images.refresh());
    this.runtimes = new RuntimeController(client, store, this.runs);
    this.usage = new UsageController(client, store);
    this.tour = new TourController(store, this.regions);
    this.engine = new EngineWatch(client, store, () => void this.images.refresh());
    this.tabs = new TabController(store, documents, outputs, this.runs, this.memory, () => crypto.randomUUID());
    this.snippets = new SnippetController(store, documents);
    this.session = new SessionKeeper(client, store, documents, this.memory);
    this.files = new FileController(store, documents);
    this.split = new SplitController(store);
    this.shownRuns = new EarlierRunController(store, this.earlierRuns, documents, this.files);
    this.formats = new FormatController(client, store, documents, new PrettierFormatter());
    this.imports = new ImportController(store, this.files, this.tabs);
    this.history = new HistoryController(client, store, this.session, this.tabs);
    this.share = new ShareController(store, this.tabs, (tabId) => this.readNewestOutput(tabId));
    this.settings = new SettingsController(client, store, () => navigator.languages);
    this.openings = new OpeningController(client, store, this.tabs, this.imports, this.share);
    this.templates = new TemplateController(client, store, this.tabs, this.snippetTarget, () => crypto.randomUUID());
    this.outside = new OutsideChanges(this.session, store, documents, this.files);
    this.forgetStaleProblems();
  }

  /** Settles when tabs and languages are there; the engine is followed on. */
  async start(): Promise<void> {
    void this.engine.run();
    void this.loadAppInfo();
    const settings = this.settings.load();
    const [, kind] = await Promise.all([this.specs.load(), this.session.restore()]);
    void settings.then(() => this.settings.takeOverTheme(this.session.formerTheme));
    // Nobody who types into a restored tab waits for the rest.
    if (kind === 'restored') await this.editors.settle().then(whenIdle);
    this.stops.push(prepareActiveTab(this.client, this.store));
    const images = this.images.refresh();
    await this.runtimes.refresh();
    if (this.store.getState().session.kind === 'ready') void this.outside.run();
    void this.openings.run();
    void this.templates.load();
    if (kind !== 'first') return;
    // Docker may be long in coming, and what runs without it need not wait.
    const first = chooseFirstSpec(selectSpecs(this.store.getState()), (spec) => this.canRunEmbedded(spec));
    if (!first || !this.canRunEmbedded(first)) await images;
    if (this.store.getState().tabs.length > 0) return;
    const spec = chooseFirstSpec(selectSpecs(this.store.getState()), (candidate) => this.canRun(candidate));
    if (!spec) return;
    this.tabs.openWelcome(spec);
    if (this.store.getState().session.kind === 'ready') this.tour.begin();
  }

  /** What was said of a file is not true of another text. */
  private forgetStaleProblems(): void {
    const forget = (tabId: string, path: string): void => this.problemBoard.forgetFile(tabId, path);
    const leave = (tabId: string, path: string): void => {
      forget(tabId, path);
      this.problemBoard.setFound(tabId, path, []);
    };
    this.stops.push(
      this.documents.onEdit(forget),
      this.documents.onReplace(forget),
      this.documents.onGone(({ tabId, path }) => leave(tabId, path)),
      this.files.onRename((tabId, from) => leave(tabId, from)),
    );
  }

  /** Runs the tab in this engine, now and from here on. */
  runIn(tabId: string, provider: ProviderChoice): void {
    this.tabs.setProvider(tabId, provider);
    void this.runs.start(tabId);
  }

  /** Runs the tab without a terminal, now and from here on. */
  runWithoutTerminal(tabId: string): void {
    this.tabs.setTerminal(tabId, 'off');
    void this.runs.start(tabId);
  }

  private canRunEmbedded(spec: Spec): boolean {
    return selectForecast(this.store.getState(), spec, 'embedded').kind === 'embedded';
  }

  private canRun(spec: Spec): boolean {
    const { images } = this.store.getState();
    return images[spec.id]?.state === 'present' || this.canRunEmbedded(spec);
  }

  /** Runs what is selected in the tab, or else the line of the cursor. */
  runSelection(tabId: string): void {
    const range = this.selection.read(tabId);
    if (range) void this.runs.start(tabId, { kind: 'selection', range });
  }

  /** Settles when all is saved; a tab that runs on a save then runs. */
  async save(): Promise<void> {
    const { activeTabId } = this.store.getState();
    await this.keep(activeTabId);
    if (activeTabId !== null) this.triggers.noteSave(activeTabId);
  }

  /** Settles when all is saved, the tab formatted first if that goes with a save. Nothing runs. */
  async keep(tabId: string | null): Promise<void> {
    if (tabId !== null && this.store.getState().settings.editor.formatOnSave) await this.formats.format(tabId, 'save');
    await this.session.flush();
  }

  /** What of the tab is selected, as a snippet; the line of the cursor where nothing is. */
  readSelectedCode(tabId: string): string {
    const range = this.selection.read(tabId);
    if (!range) return '';
    return escapeSnippet(cutSelection(this.documents.readText(tabId, range.path), range).text.replace(/\n$/, ''));
  }

  async copyOutput(tabId: string): Promise<void> {
    await navigator.clipboard.writeText(this.readShownOutput(tabId));
    this.store.setState({ announcement: this.store.getState().words.output.copied });
  }

  setTheme(theme: ThemeChoice): void {
    void this.settings.change((settings) => ({ ...settings, theme }));
  }

  private readShownOutput(tabId: string): string {
    const state = this.store.getState();
    if (selectShownTerminal(state, tabId) === 'on') return this.terminals.get(tabId).read();
    const shown = state.shownRuns[tabId];
    const run = shown?.kind === 'earlier' ? this.earlierRuns.find(tabId, shown.runId) : null;
    return run ? readText(run.output) : this.outputs.get(tabId).plainText();
  }

  private readNewestOutput(tabId: string): string {
    const status = selectRun(this.store.getState(), tabId);
    const hasTerminal = (status.kind === 'running' || status.kind === 'finished') && status.origin.terminal === 'on';
    if (!hasTerminal) return this.outputs.get(tabId).plainText();
    const run = this.earlierRuns.findCurrent(tabId);
    return run ? readText(run.output) : this.terminals.get(tabId).read();
  }

  /** Brings back what was just taken away. */
  undo(): void {
    const { undo } = this.store.getState();
    this.store.setState({ undo: null });
    if (undo?.kind === 'tab') this.tabs.reopen();
    if (undo?.kind === 'template') void this.templates.restore(undo.template);
    if (undo?.kind === 'output') this.runs.restoreOutput(undo.tabId);
    if (undo?.kind === 'code') this.files.put(undo.tabId, undo.files);
    if (undo?.kind === 'input') this.inputs.restore(undo.tabId, undo.input, undo.index, undo.role);
    if (undo?.kind === 'environment') this.tabs.setEnv(undo.tabId, undo.env);
    if (undo?.kind === 'file') this.files.restore(undo.tabId, undo.file, undo.index, undo.role);
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.drawClock.dispose();
    this.triggers.dispose();
    this.terminals.dispose();
    this.editors.dispose();
    this.formats.dispose();
    this.shownRuns.dispose();
    this.engine.dispose();
    this.specs.dispose();
    this.outside.dispose();
    this.settings.dispose();
    this.openings.dispose();
    this.session.dispose();
  }

  private async loadAppInfo(): Promise<void> {
    try {
      this.store.setState({ app: await this.client.app.info() });
    } catch {
      // Only the version in a corner hangs on it; a lost connection is told by the engine's status.
    }
  }
}
