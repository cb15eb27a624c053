/** Search, filter and order: without it the page shows everything. */
export const SCRIPT = `
const form = document.querySelector('form');
const [search, risk, order] = ['search', 'risk', 'order'].map((id) => document.getElementById(id));
const rows = [...document.querySelectorAll('[data-risk]')];
const shown = document.getElementById('shown');
const [flat, tree] = [document.getElementById('changes'), document.getElementById('tree')];
const flatRows = flat === null ? [] : [...flat.querySelectorAll(':scope > [data-risk]')];
const branches = tree === null ? [] : [...tree.querySelectorAll('.branch')];
const slots = tree === null ? [] : [...tree.querySelectorAll('[data-row]')].map((slot) => {
  return { slot, row: document.getElementById(slot.dataset.row), link: slot.firstChild };
});
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits = risk.value === '' || row.dataset.risk.split(' ').includes(risk.value);
    row.hidden = !(fits && words.every((word) => texts.get(row).includes(word)));
    if (!row.hidden) count += 1;
  }
  shown.textContent = count + ' of ' + rows.length;
  const some = words.length > 0 || risk.value !== '';
  for (const branch of branches) {
    branch.hidden = branch.querySelector('[data-risk]:not([hidden])') === null;
    if (some) branch.open = true;
  }
}
function arrange() {
  if (tree === null) return;
  const isTree = order.value === 'tree';
  for (const { slot, row, link } of slots) slot.replaceChildren(isTree ? row : link);
  if (!isTree) for (const row of flatRows) flat.append(row);
  [flat.hidden, tree.hidden] = [isTree, !isTree];
  if (slots.length <= 100) for (const branch of branches) branch.open = true;
  filter();
}
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  if (target === null) return;
  if (target.hidden) { search.value = risk.value = ''; filter(); }
  for (let it = target; it !== null; it = it.parentElement) if (it.tagName === 'DETAILS') it.open = true;
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}
function zoom(button) {
  const figure = button.closest('figure');
  const [svg, map] = [figure.querySelector('svg'), figure.querySelector('.map')];
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  const step = { '+': 1.25, '−': 0.8 }[button.dataset.zoom];
  const scale = step === undefined ? map.clientWidth / width : (svg.width.baseVal.value / width) * step;
  const bounded = Math.min(4, Math.max(0.05, scale));
  svg.setAttribute('width', width * bounded);
  svg.setAttribute('height', height * bounded);
}
form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
search.addEventListener('input', filter);
risk.addEventListener('change', filter);
order.addEventListener('change', arrange);
addEventListener('hashchange', reveal);
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link !== null && link.getAttribute('href') === location.hash) reveal();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});
for (const button of document.querySelectorAll('[data-zoom]')) {
  button.parentElement.hidden = false;
  button.addEventListener('click', () => zoom(button));
}
filter();
arrange();
reveal();
`;
