// What several pages show: small pieces, each a function of what it shows.

import { el, svg } from './dom.js';
import { clock, count, date, length, number, share, title } from './words.js';

// kbd is a key to press.
export const kbd = text => el('kbd', null, text);

// sign is a state: a sign for the eye and words for all.
export const sign = ([mark, words], kind) => el('span.sign', { class: kind }, el('span', { 'aria-hidden': 'true' }, mark), ` ${words}`);

// panel is a part of the page with a heading.
export function panel(id, heading, ...children) {
  return el('section.panel', { key: id, id, tabindex: '-1', 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, heading), ...children);
}

export const field = (label, input) => el('label.field', null, el('span', null, label), input);

export const quiet = text => el('p.quiet', null, text);

// line is how a number went over the last days: a picture with its words.
export function line(days, what) {
  const most = Math.max(1, ...days), width = 100, height = 28;
  const x = i => days.length < 2 ? width : (i * width) / (days.length - 1);
  const y = n => height - 2 - ((height - 4) * n) / most;
  const points = days.map((n, i) => `${x(i).toFixed(1)},${y(n).toFixed(1)}`).join(' ');
  const said = `${what}, the last ${count(days.length, 'day')}: ${days.map(number).join(', ')}`;
  return svg('svg.line', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': said, preserveAspectRatio: 'none' },
    svg('polygon', { points: `0,${height} ${points} ${width},${height}` }),
    svg('polyline', { points }));
}

// bar is a part of a whole.
export function bar(part, whole, said) {
  const wide = whole > 0 ? Math.min(100, (100 * part) / whole) : 0;
  return svg('svg.bar', { viewBox: '0 0 100 8', role: 'img', 'aria-label': said, preserveAspectRatio: 'none' },
    svg('rect.whole', { width: 100, height: 8 }), svg('rect.part', { width: wide, height: 8 }));
}

// department is how a department stands.
export function department(d) {
  const away = d.staff === 0 ? 'closed now' : `${d.busy} of ${d.staff} at work`;
  return el('article.department', { key: `department-${d.index}` },
    el('h3', null, d.name, d.strain && el('span.strain', null, d.strain.easing ? ' ▽ easing' : d.strain.hard ? ' ▲▲ hard pressed' : ' ▲ under strain')),
    el('p.backlog', null, el('b', null, number(d.backlog)), ' in the backlog', typeof d.usual === 'number' && el('span.quiet', null, ` · usually ${number(d.usual)}`)),
    line(d.days, `${d.name}: backlog`),
    el('p.quiet.scale', { 'aria-hidden': 'true' }, el('span', null, count(d.days.length - 1, 'day') + ' ago'), el('span', null, 'now')),
    d.staff > 0 && bar(d.busy, d.staff, away),
    el('p.quiet', null, [away, d.waiting && `${number(d.waiting)} waiting`, d.stuck && `${number(d.stuck)} stuck`,
      d['oldest-hours'] >= 1 && `the oldest for ${length(d['oldest-hours'] * 3600000)}`].filter(Boolean).join(' · ')));
}

// customers are how customers fare.
export function customers(view) {
  const head = ['', 'on time', 'overdue', 'lost'];
  return panel('customers', 'Customers', el('table', null,
    el('caption.known', null, 'How customers fare'),
    el('thead', null, el('tr', null, head.map((h, i) => i ? el('th', { scope: 'col' }, h) : el('td', null)))),
    el('tbody', null, view.customers.filter(c => c.placed > 0).map(c => el('tr', { key: c.name }, el('th', { scope: 'row' }, c.name),
      el('td', null, share(c['on-time'])), el('td', null, number(c.overdue)), el('td', null, number(c.lost)))))),
    view['systems-down']?.length > 0 && el('p.warn', null, `Down: ${view['systems-down'].join(', ')}`));
}

// told is something that people were told.
export function told(s, now) {
  const fresh = now && now.tick - s.at.tick < 24 * 3600000;
  const by = [s.from && `from ${s.from}`, s.to?.length && `to ${s.to.join(', ')}`, s.method].filter(Boolean).join(' · ');
  return el('li.told', { key: `told-${s.number}`, class: fresh ? 'fresh' : '' },
    el('p.when', null, fresh && el('b', null, 'New · '), clock(s.at), by && ` · ${by}`), el('p', null, s.text));
}

// decision is what a team decided.
export function decision(d, labels, row) {
  return el('li', { key: `decision-${d.line}` },
    el('p.when', null, `${clock(d.at)} · turn ${d.turn}`, labels && ` · ${labels[d.team] ?? d.team}`),
    el('p', null, el('b', null, d.choices?.join(' and ') || d.words), !d.modelled && el('span.tag', null, 'not modelled')),
    d.choices?.length > 0 && d.words && el('p', null, `“${d.words}”`), d.reason && el('p.quiet', null, `Why: ${d.reason}`), row);
}

// moment is the clock of the room.
export function moment(view) {
  const playing = view.playing && !view.ended;
  return el('div.moment', null,
    el('p.clock', null, title(clock(view.now))), el('p.date', null, date(view.now)),
    sign(view.ended ? ['■', 'ended'] : playing ? ['▶', 'playing'] : ['‖', view.turn === 0 ? 'not begun' : 'paused'], playing ? 'playing' : 'standing'));
}

// note is a note or a rating.
export const note = (n, i, rated, called) => el('li', { key: `note-${i}` },
  el('p.when', null, `${clock(n.at)} · ${n.by}${n.objective ? ` · ${called(n.objective)}` : ''}`),
  n.rating && sign(rated[n.rating]), n.words && el('p', null, n.words));
