// The ways into the room, by role, for phones and other laptops.

import { el } from './dom.js';
import { panel, quiet } from './parts.js';
import { title } from './words.js';

export function links(view, desk) {
  if (!desk.found) fetched(desk);
  const all = Array.isArray(desk.found) ? desk.found : [];
  return [panel('links', 'Links into the room', quiet('One link for each role. Whoever has a link has its role: hand them out one by one.'),
    desk.found instanceof Error && el('p.warn', null, desk.found.message),
    el('ul.links', null, all.map(l => el('li', { key: l.role }, el('h3', null, title(l.label)),
      l.qr && el('img', { src: l.qr, alt: `QR code for ${l.label}` }),
      el('a', { href: l.url, target: '_blank', rel: 'noopener' }, l.url)))),
    el('p', null, el('a', { href: 'reach', target: '_blank', rel: 'noopener' }, 'Does a phone reach this laptop? Try it here.')))];
}

// fetched asks for the links once.
async function fetched(desk) {
  desk.found = [];
  try {
    desk.found = await (await desk.room.get('links')).json();
  } catch (error) {
    desk.found = error;
  }
  desk.again();
}
