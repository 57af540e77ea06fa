// The master event list: what is to come, what has come, and what the facilitator does with it.

import { el } from './dom.js';
import { read } from './page.js';
import { field, panel, quiet, sign } from './parts.js';
import { objectiveOf } from './rate.js';
import { improvise } from './desk_improvise.js';
import { ahead, clock, state } from './words.js';

const when = i => i.at?.tick ?? i.planned?.tick ?? Infinity;

export function events(view, desk) {
  const all = [...view.desk.injects].sort((a, b) => when(a) - when(b));
  const ahead = all.filter(i => ['planned', 'waiting', 'held'].includes(i.status)), over = all.filter(i => !ahead.includes(i)).reverse();
  return [
    el('div.main', { key: 'main' },
      panel('to-come', 'To come', ahead.length ? el('ol.events', null, ahead.map((i, n) => event(i, n, view, desk))) : quiet('Nothing more is planned.')),
      panel('over', 'Has come, or will not', over.length ? el('ol.events', null, over.map(i => event(i, -1, view, desk))) : quiet('Nothing yet.'))),
    el('aside', { key: 'aside', 'aria-label': 'More' }, !view.ended && improvise(view, desk), modules(view)),
  ];
}

function event(i, n, view, desk) {
  const act = (name, fields, done) => () => desk.act(name, { inject: i.number, ...fields }, `Inject ${i.number} ${done}.`);
  const button = (label, does, first) => el('button', { type: 'button', 'data-first': Boolean(first), 'aria-label': `${label} inject ${i.number}`, onclick: does }, label);
  const unplayed = n >= 0 || i.status === 'skipped';
  const moment = i.at ? clock(i.at) : i.planned ? `${clock(i.planned)} · ${ahead(view.now, i.planned)}` : i.condition ? `when ${i.condition}` : '';
  return el('li.event', { key: `event-${i.number}-${n === 0}`, class: i.status }, el('details', { open: n === 0 || i.due },
    el('summary', null, el('span.head', null, el('b.number', null, String(i.number)), el('span.when', null, moment), sign(state(i.status), i.status), i.due && el('span.warn', null, 'due now')),
      el('span.say', null, i.say || i.does)),
    i.say && i.does && quiet(`What it does: ${i.does}`),
    el('p.quiet', null, [`to ${i.to}`, i.from && `from ${i.from}`, i.method, i.controller && `delivered by ${i.controller}`, i.objective && `objective: ${objectiveOf(view.judging, i.objective)}`].filter(Boolean).join(' · ')),
    i['expected-action'] && el('p', null, el('b', null, 'Expected: '), i['expected-action']),
    unplayed && !view.ended && el('div.row', null,
      button('Fire now', act('fire', {}, 'has come'), n === 0),
      i.status !== 'held' && button('Hold', act('hold', {}, 'is held')),
      i.status !== 'skipped' && button('Skip', act('skip', {}, 'does not come')),
      button(i.condition ? 'Plan …' : 'Postpone …', () => desk.unfold(`postpone-${i.number}`, `#postpone-${i.number} input`))),
    desk.open === `postpone-${i.number}` && postpone(i, view, desk)));
}

function postpone(i, view, desk) {
  const send = async event => {
    event.preventDefault();
    const { to } = read(event.target);
    if (to && await desk.act('postpone', { inject: i.number, to }, i.condition ? `Inject ${i.number} comes on ${to}, whatever its condition does.` : `Inject ${i.number} comes on ${to}.`)) desk.unfold('');
  };
  const later = `day ${Math.max(i.planned?.day ?? 0, view.now.day) + 2} 09:00`;
  return el('form.goal', { key: 'postpone', id: `postpone-${i.number}`, onsubmit: send },
    field('To when', el('input', { name: 'to', value: later, autocomplete: 'off', maxlength: 100 })), el('button', null, i.condition ? 'Plan' : 'Postpone'));
}

function modules(view) {
  const all = view.desk.modules ?? [];
  return all.length > 0 && panel('modules', 'Modules', el('ol.plain', null, all.map((m, n) => el('li', { key: `module-${n}` },
    el('p.when', null, clock(m.from), m.name === view.module?.name && el('span.tag', null, 'now')), el('p', null, el('b', null, m.name)),
    m.questions?.length > 0 && el('ul', null, m.questions.map(q => el('li', null, q)))))));
}
