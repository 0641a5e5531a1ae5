/** JavaScript and TypeScript as a program for Node sees them, without its type files. */
import {
  javascriptDefaults,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';

/**
 * What is not known here but will be in the sandbox: modules (2307, 2792, 7016) and Node's globals (2304, 2580, 2591).
 * https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
 */
const UNKNOWABLE = [2304, 2307, 2580, 2591, 2792, 7016];

/** Each tab is a module of its own, so that two tabs may both say `const x`. */
const MODULE_DETECTION_FORCE = 3;

for (const defaults of [javascriptDefaults, typescriptDefaults]) {
  // Ours are in `typescript-completions.ts`.
  defaults.setModeConfiguration({ ...defaults.modeConfiguration, completionItems: false });
  defaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: UNKNOWABLE });
  defaults.setCompilerOptions({
    target: ScriptTarget.ES2020,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    moduleDetection: MODULE_DETECTION_FORCE,
    allowNonTsExtensions: true,
    allowJs: true,
    esModuleInterop: true,
  });
}
