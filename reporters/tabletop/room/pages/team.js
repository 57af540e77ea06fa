// A team's page: what they were told, how their departments stand, what they may choose, and
// what became of what they proposed.

import { el } from './dom.js';
import { page, read } from './page.js';
import { customers, decision, department, field, moment, panel, quiet, sign, told } from './parts.js';
import { revealed } from './compared.js';
import { actions, choices, sized, sizes } from './choose.js';
import { answers, clock, count, title } from './words.js';

export function start(root, room) {
  const own = { room, picked: [], sent: 0 };

  const look = (view, said) => {
    document.title = `${title(view.team.label)} · ${view.title}`;
    return [
      el('header.top', { key: 'top' }, moment(view), el('div.about', null, el('h1', null, title(view.team.label)), el('p.quiet', null, `${view.title} · turn ${view.turn}`)), said()),
      el('div', { key: 'team', id: 'team', tabindex: '-1' },
        el('div.main', { key: 'main' }, inbox(view), revealed(view), !view.ended && propose(view), proposed(view)),
        el('aside', { key: 'aside', 'aria-label': 'Your departments' }, departments(view), customers(view), agreements(view))),
    ];
  };

  const propose = view => {
    const { choices: all, left } = view.team;
    const pick = name => {
      own.picked = own.picked.includes(name) ? own.picked.filter(n => n !== name) : [...own.picked, name];
      own.again();
    };
    const send = async event => {
      event.preventDefault();
      const fields = read(event.target), chosen = actions(all, own.picked, fields);
      if (!chosen.length && !fields.words) return own.tell('Choose a response, or say in your own words what you want.', true);
      if (await own.act('propose', { actions: chosen, words: fields.words, reason: fields.reason }, 'Proposed. The answer comes here.')) {
        own.picked = [];
        own.sent++;
        own.again();
      }
    };
    return panel('propose', 'What do you decide?',
      el('p.left', null, left > 0 ? el('b', null, `${count(left, 'decision')} left in this turn`) : 'You have decided in this turn. The next turn begins when play goes on; words can always be sent.'),
      el('form.decision', { key: `propose-${own.sent}`, onsubmit: send },
        all.length > 0 && choices(all, { picked: own.picked, currency: view.currency, pick }), sizes(all, own.picked),
        field('In your own words', el('textarea', { name: 'words', rows: 2, maxlength: 1000 })),
        field('Why', el('textarea', { name: 'reason', rows: 2, maxlength: 1000 })),
        el('button.go', { disabled: left === 0 && own.picked.length > 0 }, 'Propose it')));
  };

  Object.assign(own, page(root, room, look));
}

const newest = 3; // of what they were told stays in sight

function inbox(view) {
  const all = [...view.story].reverse();
  return panel('inbox', 'What you were told', view.read && el('blockquote.read', null, el('p', null, view.read)),
    el('ol.plain', { 'aria-live': 'polite' }, all.slice(0, newest).map(s => told(s, view.now))),
    all.length > newest && el('details', null, el('summary', null, 'What you were told before'), el('ol.plain', null, all.slice(newest).map(s => told(s)))), all.length === 0 && quiet('Nothing yet.'));
}

function proposed(view) {
  const all = [...(view.proposals ?? [])].reverse(), direct = (view.decisions ?? []).filter(d => !d.proposal);
  return panel('proposed', 'What you proposed and decided', all.length + direct.length === 0 && quiet('Nothing yet.'),
    el('ol.plain', { 'aria-live': 'polite' }, all.map(p => el('li', { key: `proposal-${p.id}` },
      el('p.when', null, clock(p.at), ' · ', sign(answers[p.status], p.status)),
      el('p', null, el('b', null, title(p.choices?.join(' and ') || p.words || '')), (p.actions ?? []).map(sized).filter(Boolean).map(s => ` (${s})`)),
      p.choices?.length > 0 && p.words && el('p', null, `“${p.words}”`), p.reason && el('p.quiet', null, `Why: ${p.reason}`), p.answer && el('p', null, el('b', null, 'Answer: '), p.answer))),
    direct.reverse().map(d => decision(d))));
}

const departments = view => panel('departments', 'Your departments', view.map.departments.length ? view.map.departments.map(department) : quiet('You look after no department.'));

const agreements = view => view.team.agreements?.length > 0 && panel('agreements', 'What you promised', el('ul.plain', null, view.team.agreements.map(a => el('li', { key: a.name },
  el('b', null, `${a.from} to ${a.to}`), el('p', null, a.text)))));
