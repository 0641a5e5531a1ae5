/** What somebody sees who comes without the token. */

export const REFUSAL = 'Runyard needs the address that it printed when it started: it holds the key to this page.';
export const REFUSAL_REMEDY =
  'Look in the terminal that runs Runyard for the line "Runyard is at …" and open that whole address.';

export function writeRefusalPage(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Runyard</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 34rem; margin: 20vh auto; padding: 0 1rem }
  h1 { font-size: 1.25rem }
</style>
<h1>This page is locked</h1>
<p>${REFUSAL}</p>
<p>${REFUSAL_REMEDY}</p>
</html>
`;
}
