// The facilitator's desk: one column says what stands, what is decided and what is next;
// everything else is one key away.

import { draw, el } from './dom.js';
import { page, typing } from './page.js';
import { kbd, moment } from './parts.js';
import { count, title } from './words.js';
import { tempo } from './desk_play.js';
import { command, legend } from './desk_keys.js';
import { now } from './desk_now.js';
import { newDecision } from './desk_decide.js';
import { events } from './desk_events.js';
import { might } from './desk_might.js';
import { ways } from './desk_ways.js';
import { judge } from './desk_judge.js';
import { fetched, links, wall } from './desk_links.js';
import { close } from './desk_close.js';

// Every tab with its key: what it is about, and what it shows.
const tabs = {
  now: ['Esc', 'Now', now], events: ['e', 'Event list', events], might: ['w', 'What if', might], ways: ['r', 'Rewind', ways],
  judge: ['o', 'Objectives', judge], links: ['l', 'Links', links], close: ['c', 'Close', close],
};

export function start(root, room) {
  const desk = { room, tab: 'now', decision: null, open: '', found: [] };
  const keys = el('dialog', { id: 'keys', 'aria-label': 'Keys' });
  document.body.append(keys);

  desk.show = tab => {
    desk.tab = tab;
    desk.open = '';
    if (tab === 'links') fetched(desk);
    desk.again();
    document.getElementById('desk')?.focus();
    scrollTo(0, 0);
  };
  // unfold shows the fields of one thing, in place of those of another.
  desk.unfold = (what, field) => {
    desk.open = desk.open === what ? '' : what;
    desk.again();
    if (desk.open && field) document.querySelector(field)?.focus();
  };
  desk.keys = () => {
    draw(keys, legend(tabs), el('button', { type: 'button', onclick: () => keys.close() }, 'Close ', kbd('Esc')));
    keys.showModal();
  };

  // When play comes to stand, the reason is shown, wherever the facilitator is.
  let ran = false, reached = 0;
  const stop = view => {
    const stood = !view.playing && (ran || view.now.tick !== reached);
    ran = view.playing;
    reached = view.now.tick;
    if (!stood) return;
    if (desk.tab !== 'now' && view.turn > 0) desk.tell(`Play stands: ${(view.why ?? []).join('; ')}.`);
    else if (!typing(document.activeElement)) scrollTo(0, 0);
  };

  const look = (view, said) => {
    const waiting = (view.proposals ?? []).filter(p => p.status === 'open').length;
    document.title = `${view.playing ? '▶' : '‖'} ${view.now.text} · desk · ${view.title}`;
    return [
      el('header.top', { key: 'top' },
        moment(view),
        el('div.about', null, el('h1', null, view.title), el('p.quiet', null, `Turn ${view.turn}${view.module ? ` · ${view.module.name}` : ''}`)),
        tempo(view, desk),
        el('nav.tabs', { 'aria-label': 'Parts of the desk' }, Object.entries(tabs).map(([name, [key, label]]) =>
          el('button', { type: 'button', key: name, 'aria-current': desk.tab === name ? 'page' : false, onclick: () => desk.show(name) },
            label, name === 'now' && waiting > 0 && el('span.badge', { 'aria-label': count(waiting, 'proposal') }, String(waiting)), ' ', kbd(title(key)))),
        el('button', { type: 'button', key: 'help', onclick: desk.keys, 'aria-label': 'All keys' }, kbd('?'))),
        wall(desk) && el('a.wall', { key: 'wall', href: wall(desk), target: 'ripple-wall', rel: 'noopener' }, 'The wall ', kbd('V')),
        said()),
      el('div', { key: `tab-${desk.tab}`, id: 'desk', class: desk.tab, tabindex: '-1' }, tabs[desk.tab][2](view, desk)),
    ];
  };

  desk.decision = newDecision(desk);
  Object.assign(desk, page(root, room, look));
  room.on(stop);
  fetched(desk);
  document.addEventListener('keydown', event => {
    if (!keys.open && room.view) command(event, room.view, desk, tabs);
  });
}
