// The desk without a mouse.

import { el } from './dom.js';
import { kbd } from './parts.js';
import { typing } from './page.js';
import { title } from './words.js';
import { begin, paces, step } from './desk_play.js';

// command does what a key says. While somebody writes, keys are letters.
export function command(event, view, desk, tabs) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') leave(event, desk);
    return;
  }
  if (event.target.closest?.('button, a, summary') && [' ', 'Enter'].includes(event.key)) return; // it is pressed
  if (desk.decision.key(event, view)) {
    event.preventDefault();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const does = {
    ' ': () => begin(view, desk), n: () => step(desk, 'next'), d: () => step(desk, 'day', { days: 1 }),
    u: () => into(desk, 'now', '#until input'), g: () => into(desk, 'now', '#to input'),
    '+': () => paces(view, desk, -1), '-': () => paces(view, desk, 1),
    f: () => into(desk, 'events', '[data-first]'), i: () => into(desk, 'events', '#improvise textarea'),
    t: () => into(desk, 'judge', '#note textarea'), b: () => desk.act('blank', { on: !view.desk.blanked }, view.desk.blanked ? 'Names are shown.' : 'Names are hidden on the wall.'),
    v: () => document.querySelector('a.wall')?.click(), p: () => into(desk, 'now', '#proposals button'), '?': desk.keys, Escape: () => desk.show('now'),
  }[key];
  const tab = Object.entries(tabs).find(([, [own]]) => own === key);
  if (!does && !tab) return;
  event.preventDefault();
  if (does) does();
  else desk.show(tab[0]);
}

// leave goes from a field to what it is in.
function leave(event, desk) {
  event.preventDefault();
  event.target.blur();
  event.target.closest('[tabindex]')?.focus();
  desk.again();
}

// into shows a tab and goes to a place in it.
function into(desk, tab, place) {
  if (desk.tab !== tab) desk.show(tab);
  const found = document.querySelector(place);
  const folded = found?.closest('details');
  if (folded) folded.open = true;
  found?.focus();
}

// legend says what every key does.
export function legend(tabs) {
  const rows = [
    [['Space'], 'play or pause'], [['N'], 'play to the next inject at once'], [['D'], 'play one day at once'],
    [['U'], 'play until a condition holds'], [['G'], 'play to a moment'], [['+', '−'], 'faster, slower'],
    [['1', '…', '9'], 'a team decides; then letters choose, Enter writes it down'], [['P'], 'proposals'],
    [['F'], 'the first inject to come'], [['I'], 'improvise an inject'], [['T'], 'take a note'], [['B'], 'hide or show names on the wall'], [['V'], 'open the wall, for the projector'],
    ...Object.values(tabs).map(([key, label]) => [[title(key)], label]), [['?'], 'these keys'],
  ];
  return [el('h2', null, 'Keys'), el('dl.keys', null, rows.map(([keys, what]) => el('div', null, el('dt', null, keys.map(kbd)), el('dd', null, what))))];
}
