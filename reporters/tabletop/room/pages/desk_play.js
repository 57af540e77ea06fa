// Playing on: at a pace, or further at once.

import { el } from './dom.js';
import { read } from './page.js';
import { kbd } from './parts.js';
import { pace } from './words.js';

// The paces that keys lead through: how long a simulated day takes, in milliseconds.
const steps = [1000, 2000, 5000, 10000, 20000, 30000, 60000, 120000, 300000];

// over tells that play has come as far as the exercise goes.
export const over = view => view.now.tick >= view.desk.ends.tick;

export function begin(view, desk) {
  if (view.ended || over(view)) desk.show('close');
  else desk.act(view.playing ? 'pause' : 'play');
}

export const step = (desk, name, fields) => desk.act(name, fields);

// paces goes on to the next pace, slower (1) or faster (-1).
export function paces(view, desk, by) {
  const to = by > 0 ? steps.find(ms => ms > view.desk.pace) : steps.findLast(ms => ms < view.desk.pace);
  if (to) desk.act('pace', { 'pace-ms': to }, `A simulated day takes ${pace(to)}.`);
}

// controls are the buttons of play: one that is obvious, and the rest.
export function controls(view, desk) {
  if (over(view)) return el('div.play', { key: 'play' }, el('button.go', { type: 'button', id: 'go', onclick: () => desk.show('close') }, 'End the exercise ', kbd('Space')));
  const button = (label, key, does) => el('button', { type: 'button', onclick: does }, label, ' ', kbd(key));
  return [
    el('div.play', { key: 'play' },
      el('button.go', { type: 'button', id: 'go', onclick: () => begin(view, desk) }, view.playing ? '‖ Pause' : view.turn === 0 ? '▶ Begin' : '▶ Play on', ' ', kbd('Space')),
      !view.playing && [button('To the next inject', 'N', () => step(desk, 'next')), button('One day', 'D', () => step(desk, 'day', { days: 1 }))]),
    el('details.further', { key: 'further' }, el('summary', null, 'Play further'),
      goal('to', 'To a moment', 'when', 'day 30 09:00', 'G', desk),
      goal('until', 'Until this holds', 'condition', example(view), 'U', desk)),
  ];
}

// tempo is how fast play runs, in the top of the desk.
export const tempo = (view, desk) => el('div.tempo', { key: 'tempo', role: 'group', 'aria-label': 'Pace' },
  el('button', { type: 'button', 'aria-label': 'Slower', onclick: () => paces(view, desk, 1) }, '−'),
  el('span', null, `a day in ${pace(view.desk.pace)}`),
  el('button', { type: 'button', 'aria-label': 'Faster', onclick: () => paces(view, desk, -1) }, '+'));

const example = view => view.customers.length ? `${view.customers[0].name}.overdue > 20` : `${view.map.departments[0]?.name}.backlog > 50`;

// goal is a form: to a moment or until a condition, at a pace or at once.
function goal(id, label, name, hint, key, desk) {
  const go = at => event => {
    event.preventDefault();
    const form = event.target.closest('form'), fields = read(form);
    if (!fields[name]) return form.querySelector('input').focus();
    desk.act(at ? id : 'play', fields).then(done => done && document.getElementById('go')?.focus());
  };
  return el('form.goal', { id, key: id, onsubmit: go(true) },
    el('label.field', null, el('span', null, label, ' ', kbd(key)), el('input', { name, placeholder: hint, autocomplete: 'off', maxlength: 200, list: `${id}-hints` })),
    el('button', null, 'At once'), el('button', { type: 'button', onclick: go(false) }, 'At the pace'));
}
