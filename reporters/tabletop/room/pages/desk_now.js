// What the facilitator needs now: why play stands, what people were just told, what to talk
// about, what is next; what teams decide and propose.

import { el } from './dom.js';
import { customers, panel, quiet, decision, line } from './parts.js';
import { ahead, clock, money, number, title } from './words.js';
import { controls, over } from './desk_play.js';
import { wall } from './desk_links.js';
import { proposals } from './desk_proposals.js';

export function now(view, desk) {
  return [
    el('div.main', { key: 'main' }, stands(view, desk), proposals(view, desk), desk.decision.look(view), decided(view)),
    el('aside', { key: 'aside', 'aria-label': 'How things stand' }, next(view), customers(view), busiest(view)),
  ];
}

// just are the injects that came at this moment.
const just = view => view.desk.injects.filter(i => i.at && i.at.tick === view.now.tick);

function stands(view, desk) {
  const came = view.playing ? [] : just(view);
  return panel('stands', headline(view, came),
    el('p.why', null, view.playing ? '' : reasons(view, came)),
    el('p.known', { role: 'status' }, view.playing ? '' : [headline(view, came), reasons(view, came), ...came.map(i => i.say || i.does)].filter(Boolean).join(' ')),
    view.turn === 0 && !view.ended && first(desk),
    view.read && el('blockquote.read', null, el('p.quiet', null, 'Read aloud'), el('p', null, view.read)),
    came.map(card), talk(view),
    view.ended ? el('div.play', null, el('button.go', { type: 'button', onclick: () => desk.show('close') }, 'Hot wash and report')) : controls(view, desk));
}

// first is what to do before play begins.
const first = desk => el('ol.first', { key: 'first' },
  el('li', null, wall(desk) ? el('a', { href: wall(desk), target: 'ripple-wall', rel: 'noopener' }, 'Open the wall') : 'Open the wall', ' and drag it to the projector.'),
  el('li', null, 'No phones? You write down what teams decide, below. Otherwise give them their ', el('button.inline', { type: 'button', onclick: () => desk.show('links') }, 'links'), '.'),
  el('li', null, 'Read aloud what is here, then begin.'));

function headline(view, came) {
  if (view.ended) return 'The exercise is over';
  if (view.playing) return 'Play runs';
  if (view.turn === 0) return 'Ready to begin';
  if (over(view)) return 'Play has reached its end';
  return came.length ? 'Something happens' : 'Play stands';
}

// reasons are why play stands; that an inject came is said by its card.
function reasons(view, came) {
  const own = (view.why ?? []).filter(w => !came.some(i => w === `inject ${i.number} has come`) && !(over(view) && w === 'play has reached its end'));
  return own.map(title).join('. ') + (own.length ? '.' : '');
}

function card(i) {
  return el('article.card', { key: `card-${i.number}` },
    el('p.when', null, [`Inject ${i.number}`, `to ${i.to}`, i.from && `from ${i.from}`, i.method, i.controller && `by ${i.controller}`].filter(Boolean).join(' · ')),
    el('p.say', null, i.say || i.does), i.say && i.does && quiet(`What it does: ${i.does}`),
    i.say ? null : quiet('Nobody is told: they find out by themselves.'),
    i['expected-action'] && el('p', null, el('b', null, 'Expected: '), i['expected-action']));
}

function talk(view) {
  const asks = view.module?.questions ?? [];
  const from = (view.desk.modules ?? []).findLast(m => m.name === view.module?.name)?.from;
  const begun = view.turn === 0 || from && view.now.day - from.day < 2; // later they are one key away
  return asks.length > 0 && !view.playing && !view.ended && el('details.talk', { key: `talk-${view.module.name}-${begun}`, open: begun },
    el('summary', null, `To talk about: ${view.module.name}`), el('ul', null, asks.map(q => el('li', null, q))));
}

// next is what comes next, as far as that is known.
function next(view) {
  const all = view.desk.injects.filter(i => i.planned && i.status === 'planned').sort((a, b) => a.planned.tick - b.planned.tick);
  const due = view.desk.injects.filter(i => i.due);
  return panel('next', 'What is next',
    due.length > 0 && el('p.warn', null, `Held and due: ${due.map(i => `inject ${i.number}`).join(', ')}`),
    all.length === 0 && quiet(`No inject is planned. Play ends on ${clock(view.desk.ends)}.`),
    el('ol.next', null, all.slice(0, 3).map(i => el('li', { key: `next-${i.number}` },
      el('p.when', null, `${clock(i.planned)} · ${ahead(view.now, i.planned)} · to ${i.to}`), el('p', null, `${i.number}. ${i.say || i.does}`)))),
    view.desk['pause-when']?.length > 0 && quiet(`Play also stops when ${view.desk['pause-when'].join(', or ')}.`));
}

// busiest are the departments that are furthest from what is usual for them.
function busiest(view) {
  const over = d => Math.abs(d.backlog - (d.usual ?? 0));
  const all = [...view.map.departments].sort((a, b) => over(b) - over(a)).slice(0, 5);
  return panel('busiest', 'Furthest from usual', quiet('The backlog, beside what is usual now.'), el('ul.busiest', null, all.map(d => el('li', { key: `busy-${d.index}` },
    el('span.name', null, d.name), line(d.days, d.name), el('span.much', null, number(d.backlog), el('span.quiet', null, ` / ${number(d.usual ?? 0)}`))))));
}

function decided(view) {
  const all = [...(view.decisions ?? [])].reverse(), spent = view.compared?.[0]?.spent ?? 0;
  const labels = Object.fromEntries(view.desk.teams.map(t => [t.name, t.label]));
  return panel('decided', 'Decided so far', spent > 0 && el('p', null, 'The responses have cost ', el('b', null, money(spent, view.currency)), '.'), all.length ? el('ol.plain', null, all.slice(0, 6).map(d => decision(d, labels))) : quiet('Nothing yet.'));
}
