/** The look of the page: light and dark, readable on a phone. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --bad: #b3261e; --removed: #b3261e; --interrupted: #9a4d00; --configured: #1d4ed8; --added: #15701b; font: 16px/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --bad: #ffb4ab; --removed: #ffb4ab; --interrupted: #ffb870; --configured: #9ec1ff; --added: #8fd694; } }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
code { font: 0.9em ui-monospace, monospace; background: var(--soft); border-radius: 3px; padding: 0 0.2em; }
form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding: 0.5rem 0; background: Canvas; }
input, select { font: inherit; padding: 0.4rem; min-height: 2.5rem; box-sizing: border-box; }
input { flex: 1 1 14rem; min-width: 0; }
h3 { font-size: 1rem; } a { color: inherit; }
details, .row { border: 1px solid var(--line); border-radius: 6px; margin: 0.4rem 0; padding: 0.4rem 0.7rem; }
summary { cursor: pointer; min-height: 1.8rem; }
ul { padding-left: 1.2rem; } .row ul { margin: 0.2rem 0; }
.approve { border-left: 4px solid var(--bad); }
[hidden] { display: none; }
:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
`;
