import { openTestEngine } from '../testing/test-engine';
import { describeExamples, readSpecs } from './example-suite';

// Each language comes up a few times only: what would be kept warm would rarely be used.
describeExamples(readSpecs(), () => openTestEngine({ config: { warmSandboxes: 0 } }));
