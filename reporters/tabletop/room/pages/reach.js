// The page on which a facilitator sees before people come whether their phones will reach the
// room, what to do if not, and each role's link.

const make = (name, text, ...children) => {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  e.append(...children);
  return e;
};
const card = (...children) => Object.assign(make('div', '', ...children), { className: 'card' });

function drawing(qr, label) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const margin = 4;
  svg.setAttribute('viewBox', `${-margin} ${-margin} ${qr.size + 2 * margin} ${qr.size + 2 * margin}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `QR code: ${label}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', qr.path);
  path.setAttribute('fill', '#000');
  svg.append(path);
  return svg;
}

const link = url => {
  const a = make('a', url);
  a.href = url;
  return a;
};

async function json(path) {
  const response = await fetch(path);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.refused);
  return answer;
}

const checks = [
  'Is the phone on the same Wi-Fi as this laptop, and not on mobile data? A VPN on either may be in the way.',
  'A guest Wi-Fi often keeps devices apart (“client isolation”). Use another network, or the hotspot of one phone for all.',
  'A firewall on this laptop may ask, or refuse without asking: let ripple accept connections on private networks.',
  'Is there more than one address above? Try the others: one may belong to a cable, a VPN or a virtual machine.',
  'Nothing helps? The exercise works on this laptop and the projector alone: the facilitator enters what teams decide.',
];

// state says in one line whether phones come.
function state(at) {
  const opened = at.visits.filter(v => v.opened), knocked = at.visits.filter(v => !v.opened);
  const lines = [];
  const line = (kind, text) => lines.push(Object.assign(make('p', text), { className: `state ${kind}` }));
  for (const v of opened) line('good', `✓ ${v.device} at ${v.from} reaches the room by ${v.by}.`);
  for (const v of knocked) {
    line('wait', `… A device at ${v.from} has found this laptop but not opened the page.` +
      (at.made ? ' It most likely shows a warning: choose “Advanced”, then “Continue”.' : ''));
  }
  if (!lines.length) line('wait', '… No phone has come yet. Scan a code with its camera and open the page.');
  return lines;
}

function alone(at) {
  return [
    make('p', 'This room is for this laptop alone, which is all that an exercise needs: the facilitator enters what teams decide, and a projector shows the wall.'),
    make('p', 'To let phones and other laptops in, close it with Ctrl-C and open it again; nothing is lost:'),
    make('p', '', make('code', at.resume)),
  ];
}

let was = '';

function showReach(at) {
  const now = JSON.stringify(at);
  if (now === was) return;
  was = now;
  showLinks(at.alone);
  const root = document.getElementById('reach');
  if (at.alone) {
    root.replaceChildren(...alone(at));
    return;
  }
  const codes = Object.assign(make('div', '', ...at.approaches.map(a => card(make('h3', a.address), drawing(a.qr, a.url), link(a.url)))), { className: 'cards' });
  const help = make('details', '', make('summary', 'Nothing comes?'), make('ol', '', ...checks.map(text => make('li', text))));
  help.open = at.visits.every(v => !v.opened);
  const parts = [...state(at), codes];
  if (!at.approaches.length) parts.push(make('p', 'This laptop has no address in any network: join a Wi-Fi, then open the room again.'));
  if (at.fingerprint) {
    parts.push(make('p', at.made
      ? 'Browsers warn that nobody vouches for this laptop’s certificate. Its SHA-256 fingerprint, for those who compare it:'
      : 'The SHA-256 fingerprint of the certificate:'), make('p', '', make('code', at.fingerprint)));
  }
  parts.push(help);
  root.replaceChildren(...parts);
}

async function watch() {
  try {
    showReach(await json('reached'));
  } catch (error) {
    document.getElementById('reach').textContent = `The room cannot be reached: ${error.message}`;
    was = '';
  }
  setTimeout(watch, 1000);
}

// showLinks shows each role's link, with a code where a phone can use it.
async function showLinks(alone) {
  const all = await json('links');
  const code = l => alone ? [] : [drawing(l.qr, l.label)];
  const shown = all.filter(l => !l.all).map(l => card(make('h3', l.label), ...code(l), link(l.url)));
  const own = all.filter(l => l.all).map(l => make('details', '', make('summary', `The ${l.label}’s own link`), card(...code(l), link(l.url))));
  document.getElementById('links').replaceChildren(Object.assign(make('div', '', ...shown), { className: 'cards' }), make('p'), ...own);
}

watch();
