/** Everything that the window says, in English: the catalogue that every other language has to fill. One file a room. */

import { actions } from './actions';
import { commandGroups, commandNeeds, commands } from './commands';
import { earlierRuns } from './earlier-runs';
import { editor } from './editor';
import { engine } from './engine';
import { figures } from './figures';
import { files } from './files';
import { format } from './format';
import { history } from './history';
import { inputs } from './inputs';
import { languages } from './languages';
import { languagesPage } from './languages-page';
import { library } from './library';
import { output } from './output';
import { palette } from './palette';
import { problems } from './problems';
import { run } from './run';
import { said } from './said';
import { settings } from './settings';
import { share } from './share';
import { snippet } from './snippet';
import { split } from './split';
import { status } from './status';
import { stdin } from './stdin';
import { tabs } from './tabs';
import { terminal } from './terminal';
import { ways } from './ways';
import { welcome } from './welcome';
import { window } from './window';

export const en = {
  actions,
  editor,
  commandGroups,
  commandNeeds,
  commands,
  earlierRuns,
  engine,
  figures,
  files,
  format,
  history,
  inputs,
  languages,
  languagesPage,
  library,
  output,
  palette,
  problems,
  run,
  said,
  share,
  snippet,
  settings,
  split,
  status,
  stdin,
  tabs,
  terminal,
  ways,
  welcome,
  window,
};
