// What happened beside what might have been, and what may come: only what was revealed.
import { make, say, mark, draw, hundredths, percent } from './marks.js';
import { money, number } from './words.js';

export const titles = { 'do-nothing': 'Had you done nothing', baseline: 'Had nothing happened' };
const mostRows = 7;
const same = ['', ''];

export function comparison() {
  const root = make('section', 'wall-compared'), table = make('table'), fans = make('div', 'wall-fans');
  mark(root, 'aria-label', 'What might have been');
  root.append(table, fans);
  return {
    root,
    // show tells whether there is anything to show.
    show(view) {
      const compared = view.compared || [];
      const arms = ['do-nothing', 'baseline'].filter((a) => compared.some((c) => c.with === a));
      table.hidden = !arms.length;
      const all = arms.length ? rows(view, compared, arms) : [];
      fill(table, all);
      fans.hidden = !view.forecast || arms.length > 0;
      if (!fans.hidden) forecast(fans, view);
      mark(root, 'class', 'wall-compared' + (arms.length + Boolean(view.forecast) > 2 ? ' all' : '') + (all.length > 7 ? ' many' : ''));
      return arms.length > 0 || Boolean(view.forecast);
    },
  };
}

// foremost are the customers for whom the most differs, where there are too many for the wall.
function foremost(view, compared) {
  const differs = (c) => Math.max(c.open ? c.overdue / c.open : 0, ...compared.filter((x) => x.customers === c.name).map((x) => Math.abs(x['on-time'] - c['on-time'])));
  const chosen = [...view.customers].sort((a, b) => differs(b) - differs(a)).slice(0, mostRows);
  return view.customers.filter((c) => chosen.includes(c));
}

// A cell is its text, what stands small below it, and how it differs.
function rows(view, compared, arms) {
  const all = [[['On time', '', same], ['What happened', '', same], ...arms.map((a) => [titles[a], '', same])]];
  for (const c of foremost(view, compared)) {
    const row = [[c.name, '', same], [percent(c['on-time']), behind(c), same]];
    for (const a of arms) {
      const other = compared.find((x) => x.with === a && x.customers === c.name);
      row.push(other ? [percent(other['on-time']), behind(other), difference(other['on-time'], c['on-time'])] : ['–', '', same]);
    }
    if (view.forecast) row.push([ahead(view.forecast.customers.find((x) => x.name === c.name)), '', same]);
    all.push(row);
  }
  if (view.forecast) all[0].push([`What may come by day ${view.forecast.until.day}`, '', same]);
  const sum = (list) => list.reduce((total, c) => total + c.revenue, 0);
  const spent = compared[0].spent, here = sum(view.customers) - spent;
  if (here || spent) {
    const row = [['Revenue', spent ? 'less what you spent' : '', same], [millions(here, view.currency), spent ? `spent: ${millions(spent, view.currency)}` : '', same]];
    for (const a of arms) {
      const there = sum(compared.filter((x) => x.with === a));
      row.push([millions(there, view.currency), '', compare(there - here, millions(Math.abs(there - here), view.currency))]);
    }
    if (view.forecast) row.push(['', '', same]);
    all.push(row);
  }
  return all;
}

// ahead is how many orders are overdue in the end, in eight of ten ways ahead.
function ahead(c) {
  const last = c && c.overdue[c.overdue.length - 1];
  if (!last) return '–';
  if (!last.p90) return 'none overdue';
  return last.p10 ? `${number(last.p10)} to ${number(last.p90)} overdue` : `up to ${number(last.p90)} overdue`;
}

function behind(c) { return `${number(c.overdue)} overdue, ${number(c.lost)} lost`; }

// compare is how something differs: the tone and words.
function compare(by, size) { return by > 0 ? ['better', `▲ ${size} better`] : by < 0 ? ['worse', `▼ ${size} worse`] : ['', '']; }

function difference(there, here) {
  if (there < 0 || here < 0) return same;
  const points = hundredths(there) - hundredths(here);
  return compare(points, `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`);
}

// millions are cents in whole thousands or millions.
function millions(cents, currency) {
  if (Math.abs(cents) < 1e8) return money(cents, currency);
  return `${currency} ${(cents / 1e8).toFixed(2)} million`;
}

function fill(table, all) {
  all.forEach((row, i) => {
    const line = table.rows[i] || table.insertRow();
    row.forEach(([text, small, [tone, words]], k) => {
      if (!line.cells[k]) {
        const cell = make(i && k ? 'td' : 'th');
        mark(cell, 'scope', i ? 'row' : 'col');
        cell.append(make('b'), make('i'), make('small'));
        line.append(cell);
      }
      const cell = line.cells[k], [strong, sign, below] = cell.children;
      say(strong, text);
      say(sign, words);
      say(below, small);
      mark(cell, 'data-label', i && k && text ? all[0][k][0] + ': ' : '');
      mark(cell, 'class', tone + (text.length > 8 ? ' long' : ''));
    });
    while (line.cells.length > row.length) line.lastChild.remove();
  });
  while (table.rows.length > all.length) table.deleteRow(-1);
}

// forecast draws a fan for each kind of customer: how many of their orders may be overdue.
function forecast(root, view) {
  const f = view.forecast, chosen = foremost(view, []).map((c) => c.name);
  const names = f.customers.filter((c) => chosen.includes(c.name));
  while (root.children.length < names.length + 1) root.append(root.children.length ? fan() : make('h2'));
  while (root.children.length > names.length + 1) root.lastChild.remove();
  say(root.firstChild, `What may come until day ${f.until.day}: orders overdue, in eight of ten ways ahead`);
  names.forEach((c, i) => {
    const box = root.children[i + 1], [title, picture, words] = box.children, [wide, narrow, middle] = picture.children;
    const most = Math.max(5, ...c.overdue.map((v) => v.p90)), step = 100 / Math.max(1, c.overdue.length - 1);
    const point = (v, k) => `${(k * step).toFixed(1)},${(38 - 36 * v / most).toFixed(1)}`;
    const band = (low, high) => [...c.overdue.map((v, k) => point(v[high], k)), ...c.overdue.map((v, k) => point(v[low], k)).reverse()].join(' ');
    say(title, c.name);
    mark(wide, 'points', band('p10', 'p90'));
    mark(narrow, 'points', band('p25', 'p75'));
    mark(middle, 'points', c.overdue.map((v, k) => point(v.p50, k)).join(' '));
    say(words, ahead(c));
  });
}

function fan() {
  const box = make('article', 'fan'), picture = draw('svg');
  mark(picture, 'viewBox', '0 0 100 40');
  mark(picture, 'preserveAspectRatio', 'none');
  mark(picture, 'aria-hidden', 'true');
  picture.append(draw('polygon', 'wide'), draw('polygon', 'narrow'), draw('polyline'));
  box.append(make('h3'), picture, make('p'));
  return box;
}
