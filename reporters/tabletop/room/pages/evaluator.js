// The evaluator's page: objectives to rate, what was expected, what was decided.

import { el } from './dom.js';
import { page } from './page.js';
import { decision, moment, panel, quiet } from './parts.js';
import { revealed } from './compared.js';
import { notes, objectiveOf, objectives } from './rate.js';
import { clock } from './words.js';

export function start(root, room) {
  const own = { room };
  const look = (view, said) => {
    document.title = `Evaluator · ${view.title}`;
    return [
      el('header.top', { key: 'top' }, moment(view), el('div.about', null, el('h1', null, view.title), el('p.quiet', null, `Evaluator · turn ${view.turn}${view.module ? ` · ${view.module.name}` : ''}`)), said()),
      el('div', { key: 'evaluator', id: 'evaluator', tabindex: '-1' },
        el('div.main', { key: 'main' }, objectives(view.judging, own), notes(view.judging.notes, view.judging, own)),
        el('aside', { key: 'aside', 'aria-label': 'What happened' }, expected(view), decisions(view), revealed(view))),
    ];
  };
  Object.assign(own, page(root, room, look));
}

const expected = view => panel('expected', 'What came, what was expected', view.judging.expected.length === 0 && quiet('Nothing has come yet.'),
  el('ol.events', null, [...view.judging.expected].reverse().map(i => el('li.event', { key: `event-${i.number}` },
    el('p.when', null, [`${i.number}`, i.at && clock(i.at), `to ${i.to}`].filter(Boolean).join(' · ')),
    el('p', null, i.say || i.does), i.objective && quiet(`Objective: ${objectiveOf(view.judging, i.objective)}`), i['expected-action'] ? el('p', null, el('b', null, 'Expected: '), i['expected-action']) : quiet('No action is expected.')))));

const decisions = view => panel('decided', 'What was decided', !view.decisions?.length && quiet('Nothing yet.'),
  el('ol.plain', { 'aria-live': 'polite' }, [...(view.decisions ?? [])].reverse().map(d => decision(d, {}))));
