/** The other engine as a way out, where it could run the program that this one could not. */
import type { ErrorCode, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectForecast, selectTab } from '../../state/selectors';
import { useWords } from '../../words/use-words';

export interface OtherEnginesProps {
  tabId: string;
  spec: Spec | null;
  /** Why the engine that was taken is not enough. */
  code: ErrorCode;
  look?: 'primary' | 'button' | 'link';
}

const classNames = { primary: 'button button-primary', button: 'button', link: 'link-button' } as const;

const dockerFails: readonly ErrorCode[] = ['DOCKER_UNREACHABLE', 'DOCKER_FAILED', 'IMAGE_MISSING'];
const embeddedFails: readonly ErrorCode[] = ['PROVIDER_UNFIT', 'EMBEDDED_FAILED', 'RUNTIME_MISSING'];

export function OtherEngines({ tabId, spec, code, look = 'button' }: OtherEnginesProps) {
  const workbench = useWorkbench();
  const isDockerThere = useApp((state) => state.engine?.state === 'ready');
  const embedded = useApp((state) => selectForecast(state, spec, 'embedded'));
  const words = useWords().output;
  const inTerminal = useApp((state) => selectTab(state, tabId)?.terminal === 'on');
  const runWithout = useWords().terminal.runWithout;
  const className = classNames[look];
  if (embeddedFails.includes(code) && isDockerThere) {
    return (
      <button type="button" className={className} onClick={() => workbench.runIn(tabId, 'docker')}>
        {words.runInDocker}
      </button>
    );
  }
  if (inTerminal && (embeddedFails.includes(code) || embedded.kind === 'embedded')) {
    return (
      <button type="button" className={className} onClick={() => workbench.runWithoutTerminal(tabId)}>
        {runWithout}
      </button>
    );
  }
  if (dockerFails.includes(code) && embedded.kind === 'embedded') {
    return (
      <button type="button" className={className} onClick={() => workbench.runIn(tabId, 'embedded')}>
        {words.runInEmbedded}
      </button>
    );
  }
  return null;
}
