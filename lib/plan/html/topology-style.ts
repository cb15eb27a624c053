import { svgStyle } from '../../site/report/svg';
import { TOUCHES } from '../topology/touched-devices';

/** The look of pictures on a page; lines stand back, so that what is lit stands out. */
export const TOPOLOGY_STYLE = `${svgStyle('.map ')}
.map { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 6px; }
.map svg { display: block; margin: auto; }
.map .line { opacity: 0.45; }
.map .lit rect:not(.mark) { stroke-width: 3.5; }
.map .lit:focus-visible rect:not(.mark), .map .lit:hover rect:not(.mark) { stroke-width: 6; }
.map .mark { stroke: none; } .map .lit .mark + text { fill: Canvas; font-weight: bold; }
${TOUCHES.map((it) => `.map .${it} rect:not(.mark) { stroke: var(--${it}); } .map .${it} .mark, .key .${it} { fill: var(--${it}); background: var(--${it}); }`).join('\n')}
.map .removed rect:not(.mark) { stroke-dasharray: 9 4; } .map .added rect:not(.mark) { stroke-dasharray: 3 3; }
.key { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; }
.key b { display: inline-block; min-width: 1.4em; text-align: center; color: Canvas; border-radius: 3px; }
figure { margin: 1rem 0; } .zoom button { font: inherit; min-width: 2.75rem; min-height: 2.5rem; }
:target { outline: 3px solid Highlight; outline-offset: 2px; }
`;
