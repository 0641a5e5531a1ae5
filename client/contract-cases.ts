/** What every door must do alike; run over each real transport against an engine that behaves like `FakeEngine`. */

import { answerCases } from './contract-cases-answers';
import { engineCases } from './contract-cases-engine';
import { flowCases } from './contract-cases-flow';
import { lifeCases } from './contract-cases-life';
import { windowCases } from './contract-cases-window';
import type { ContractCase } from './contract-world';

export type { ContractCase, ContractConnection, ContractWorld } from './contract-world';

export const contractCases: readonly ContractCase[] = [
  ...answerCases,
  ...engineCases,
  ...windowCases,
  ...lifeCases,
  ...flowCases,
];
