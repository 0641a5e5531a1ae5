/** Names of the attacks that leave the process alive, and of those that end it. */
export const routes: string[];
export const fatalRoutes: string[];
