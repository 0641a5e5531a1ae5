/** Must be imported before any schema is made: zod would try `new Function`, which the page's CSP refuses. */
import { config } from 'zod';

config({ jitless: true });
