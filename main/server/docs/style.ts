/** How the documentation looks: the window's own colours, for light, dark and high contrast. */

/** The same names and values as in `renderer/app/themes/`, which a test compares. */
export const THEME_COLORS = {
  light: {
    'window-background': '#eef0f3',
    'pane-background': '#ffffff',
    'raised-background': '#ffffff',
    border: '#d8dce2',
    text: '#1f242c',
    'text-dim': '#4f5967',
    accent: '#1f5fd0',
    good: '#17723f',
    bad: '#b3261e',
    warning: '#8a5300',
    hover: '#e2e6eb',
    'code-string': '#126a39',
    'code-line': '#f5f7f9',
  },
  dark: {
    'window-background': '#14161a',
    'pane-background': '#1a1d22',
    'raised-background': '#23272e',
    border: '#2b3038',
    text: '#dde1e8',
    'text-dim': '#a3acba',
    accent: '#78a9ff',
    good: '#5fd08b',
    bad: '#ff8078',
    warning: '#efb659',
    hover: '#2a2f38',
    'code-string': '#9fd59a',
    'code-line': '#20242a',
  },
  contrast: {
    'window-background': '#000000',
    'pane-background': '#000000',
    'raised-background': '#000000',
    border: '#a8b3c2',
    text: '#ffffff',
    'text-dim': '#e4e9f0',
    accent: '#ffd84a',
    good: '#6cf09a',
    bad: '#ff9e96',
    warning: '#ffd15c',
    hover: '#26323f',
    'code-string': '#a8f0a0',
    'code-line': '#1a1f26',
  },
} as const;

function writeColors(theme: keyof typeof THEME_COLORS): string {
  const lines = Object.entries(THEME_COLORS[theme]).map(([name, color]) => `--${name}:${color}`);
  return `:root{${lines.join(';')}}`;
}

export const STYLE = `
${writeColors('light')}
@media (prefers-color-scheme: dark) { ${writeColors('dark')} }
@media (prefers-contrast: more) { ${writeColors('contrast')} }
:root { color-scheme: light dark; scroll-padding-top: 16px; --mono: ui-monospace, "JetBrains Mono", Consolas, monospace }
* { box-sizing: border-box }
body { margin: 0; display: grid; grid-template-columns: 272px minmax(0, 1fr); background: var(--pane-background);
  color: var(--text); font: 15px/1.6 system-ui, sans-serif }
a { color: var(--accent); text-underline-offset: 2px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
main:focus { outline: none }
.skip { position: absolute; left: -999px }
.skip:focus { left: 8px; top: 8px; padding: 4px 12px; background: var(--raised-background); z-index: 1 }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 20px 12px 32px; background: var(--window-background);
  border-right: 1px solid var(--border); font-size: 13px; line-height: 1.4 }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: flex; gap: 8px; align-items: baseline; padding: 4px 8px; border-radius: 4px; color: var(--text-dim);
  text-decoration: none }
nav li a:hover { background: var(--hover); color: var(--text) }
nav .method { flex: none; width: 44px; font-size: 10px; padding: 0; background: none; border: 0; text-align: left }
.brand { margin: 0 8px 8px; font-size: 15px; font-weight: 600 }
.brand a { color: inherit; text-decoration: none }
.brand span { color: var(--text-dim); font-weight: 400; font-size: 13px }
.group { margin: 20px 8px 4px; font-weight: 600 }
.group a { color: var(--text); text-decoration: none }
main { padding: 32px 48px 96px; max-width: 912px; min-width: 0 }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 16px }
h2 { font-size: 20px; line-height: 1.3; margin: 56px 0 8px }
h3 { font-size: 16px; margin: 0 0 4px }
h4 { font-size: 13px; font-weight: 600; color: var(--text-dim); margin: 20px 0 4px }
p { margin: 0 0 12px; max-width: 68ch }
code, pre, .type { font-family: var(--mono); font-size: 13px }
p code, dd code, td code { padding: 1px 4px; border-radius: 3px; background: var(--code-line); overflow-wrap: anywhere }
.operation, .schema { padding: 24px 0; border-top: 1px solid var(--border) }
:target { scroll-margin-top: 8px }
:target > h3 { color: var(--accent) }
.route { display: flex; flex-wrap: wrap; gap: 10px; align-items: baseline; margin-bottom: 8px }
.route code { padding: 0; background: none; font-size: 14px }
var { font-style: normal; color: var(--warning) }
.method { font: 600 11px/1.6 var(--mono); padding: 0 6px; border: 1px solid currentColor; border-radius: 4px }
.get { color: var(--accent) } .post { color: var(--good) } .put, .patch { color: var(--warning) } .delete { color: var(--bad) }
.fields, .answers { display: grid; grid-template-columns: max-content minmax(0, 1fr); column-gap: 16px;
  align-items: baseline; margin: 0 }
.fields dt, .answers dt { grid-column: 1 }
.fields dt code { font-weight: 600; padding: 0; background: none }
.fields dd, .answers dd { grid-column: 2; margin: 0 }
.fields dd { max-width: 68ch; color: var(--text-dim); font-size: 14px; line-height: 1.5; margin-bottom: 6px }
.fields dd.of { max-width: none; margin-bottom: 0; line-height: 1.7 }
.kind > p { margin: 0; color: var(--text-dim); font-size: 14px }
.type { color: var(--text-dim); overflow-wrap: anywhere }
.literal { color: var(--code-string) }
.need { color: var(--text-dim); font-size: 12px; font-style: italic }
.kind { padding-left: 16px; border-left: 2px solid var(--border); margin: 12px 0 }
details { margin: 16px 0 }
summary { cursor: pointer; color: var(--text-dim); font-size: 13px; font-weight: 600 }
table { border-collapse: collapse; width: 100%; font-size: 14px; margin-top: 8px }
th { text-align: left; font-size: 12px; color: var(--text-dim); font-weight: 600 }
th, td { padding: 4px 16px 4px 0; vertical-align: top; border-bottom: 1px solid var(--border) }
td:first-child { width: 64px; font-family: var(--mono); font-size: 13px }
figure { margin: 16px 0 0 }
figcaption { font-size: 12px; font-weight: 600; color: var(--text-dim); margin-bottom: 4px }
pre { margin: 0; padding: 12px 16px; overflow: auto; border: 1px solid var(--border); border-radius: 6px;
  background: var(--code-line); line-height: 1.5; user-select: all }
@media (max-width: 800px) {
  body { display: block }
  nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--border) }
  main { padding: 24px 16px 64px }
  .fields, .answers { display: block }
  .fields dd.of { margin-left: 0 }
  .fields dd { margin-left: 16px }
}
@media print { nav { display: none } body { display: block } details::details-content { content-visibility: visible } }
`;
