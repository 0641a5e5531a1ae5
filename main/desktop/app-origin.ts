/** Where the page of the desktop window comes from. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'runyard';
/** The only origin that is given the engine. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** As `URL.origin`, which Node gives as "null" for a scheme of our own. Empty for what is no URL. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
