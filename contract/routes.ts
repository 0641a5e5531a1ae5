/** Where each procedure is over HTTP, under `/api`. */
import { engineRoutes } from './engine-routes';
import { windowRoutes } from './window-routes';

export const routes = { ...engineRoutes, ...windowRoutes };
