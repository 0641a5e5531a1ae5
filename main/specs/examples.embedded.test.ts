import { openEmbedded } from '../testing/embedded-runs';
import { describeExamples, readSpecs } from './example-suite';

/** They need a package that is installed on request. */
const optional = ['c', 'cpp'];
const specs = readSpecs().filter(({ id, embedded }) => embedded !== undefined && !optional.includes(id));

describeExamples(specs, () => openEmbedded());
