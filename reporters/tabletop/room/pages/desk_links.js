// The ways into the room, by role, for phones and other laptops.

import { el, svg } from './dom.js';
import { panel, quiet } from './parts.js';
import { title } from './words.js';

export function links(view, desk) {
  const all = Array.isArray(desk.found) ? desk.found : [];
  return [panel('links', 'Links into the room', quiet('Whoever has a link has its role: give each team its own, and show nobody the facilitator’s.'),
    desk.found instanceof Error && el('p.warn', null, desk.found.message),
    el('ul.links', null, all.filter(l => !l.all).map(l => el('li', { key: l.role }, way(l)))),
    all.filter(l => l.all).map(l => el('details', { key: l.role }, el('summary', null, `The ${l.label}’s own link`), way(l))),
    el('p', null, el('a', { href: 'reach', target: '_blank', rel: 'noopener' }, 'Does a phone reach this laptop? Try it here.')))];
}

const way = l => [el('h3', null, title(l.label)), code(l.qr, l.label), el('a', { href: l.url, target: '_blank', rel: 'noopener' }, l.url)];

const margin = 4; // light modules around a code, so that phones find it

const code = (qr, label) => svg('svg.code', { viewBox: `${-margin} ${-margin} ${qr.size + 2 * margin} ${qr.size + 2 * margin}`, role: 'img', 'aria-label': `QR code: ${label}`, 'shape-rendering': 'crispEdges' },
  svg('path', { d: qr.path }));

// wall is where this machine shows the wall: the projector needs no other address.
export function wall(desk) {
  const found = Array.isArray(desk.found) && desk.found.find(l => l.role === 'audience');
  return found ? new URL(found.url).pathname : '';
}

// fetched asks for the links, as devices reach them now.
export async function fetched(desk) {
  try {
    desk.found = await (await desk.room.get('links')).json();
  } catch (error) {
    desk.found = error;
  }
  desk.again();
}
