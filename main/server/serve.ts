/** Entry of the browser door as a process of its own, for `npm start` and `npm run serve`. */
import { RunyardError } from '../../contract';
import { serve } from './serve-command';

try {
  await serve(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  console.error(error instanceof RunyardError ? `${error.message}\n${error.remedy}` : error);
  process.exit(1);
}
