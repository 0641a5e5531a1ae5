import type { Words } from '../words';
import { actions } from './actions';
import { engine } from './engine';
import { figures } from './figures';
import { history } from './history';
import { inputs } from './inputs';
import { languages } from './languages';
import { output } from './output';
import { problems } from './problems';
import { run } from './run';
import { share } from './share';
import { status } from './status';
import { stdin } from './stdin';
import { tabs } from './tabs';
import { ways } from './ways';

export const de: Words = {
  actions,
  engine,
  figures,
  history,
  inputs,
  languages,
  output,
  problems,
  run,
  share,
  status,
  stdin,
  tabs,
  ways,
};
