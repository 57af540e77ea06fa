// The line between a page and the room: what the room shows comes in, what somebody does goes
// out, each thing once even when the network is cut. Every role's module exports
// start(root, room) and needs nothing else of the network.
//
//   room.role, room.label   whose page it is: facilitator, audience, evaluator, or a team's name
//   room.view               how things stand now; null until the first has come
//   room.on(f)              f(view) now, if there is one, and whenever a newer one comes
//   room.do(name, fields)   asks for something: a promise of its result; it fails with an Error
//                           whose message is for people
//   room.get(path)          what lies behind this page's link: links, saved.yaml, …: a Response
//   room.connected          whether views come; room.onConnection(f) hears of changes

const again = 1000; // ms until the next try
const silence = 25000; // ms without a sign of life: the server gives one every ten seconds
const patience = 60000; // ms that something is tried for

const banner = document.getElementById('banner');
const views = new Set();
const connections = new Set();
const pause = ms => new Promise(done => setTimeout(done, ms));

let key = '', seq = 0; // of this page's messages
let last = Promise.resolve(); // what was asked for last

export const room = {
  role: '', label: '', team: false, view: null, connected: false,

  on(f) {
    views.add(f);
    if (room.view) f(room.view);
    return () => views.delete(f);
  },

  onConnection(f) {
    connections.add(f);
    return () => connections.delete(f);
  },

  do(name, fields = {}) {
    const asked = last.then(() => send(name, fields));
    last = asked.catch(() => {});
    return asked;
  },

  async get(path) {
    const response = await fetch(path);
    if (!response.ok) throw new Error(await words(response));
    return response;
  },
};

// words are the reason of a refusal.
async function words(response) {
  try {
    return (await response.json()).refused || `the room answers ${response.status}`;
  } catch {
    return `the room answers ${response.status}`;
  }
}

// hello fetches a key for this page's messages.
async function hello() {
  const response = await fetch('hello');
  if (!response.ok) throw new Error(await words(response));
  const said = await response.json();
  key = said.key;
  seq = said.seq;
  room.role = said.role;
  room.label = said.label;
  room.team = said.team;
}

// send sends one message until it is answered. The room does it once, however often it comes.
async function send(name, fields) {
  const until = Date.now() + patience;
  let body = '';
  for (;;) {
    try {
      if (!key) await hello();
      if (!body) body = JSON.stringify({ ...fields, key, seq: ++seq, do: name });
      const response = await fetch('do', {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal: AbortSignal.timeout(patience),
      });
      const answer = await response.json();
      if (response.ok) return answer.result;
      if (!answer.renew) throw Object.assign(new Error(answer.refused), { refused: true });
      key = body = ''; // the room was opened anew: this was not done
    } catch (error) {
      if (error.refused) throw error;
      if (Date.now() > until) throw new Error('The room cannot be reached: look whether this was done before you do it again.');
      await pause(again);
    }
  }
}

function say(text) {
  banner.textContent = text;
  banner.hidden = !text;
}

function connect(on, text = '') {
  say(on ? '' : text);
  if (room.connected === on) return;
  room.connected = on;
  document.documentElement.dataset.connected = on;
  for (const f of connections) f(on);
}

let stream = null, heard = 0;

function listen() {
  stream?.close();
  stream = new EventSource('stream');
  heard = Date.now();
  const alive = () => { heard = Date.now(); connect(true); };
  stream.addEventListener('open', alive);
  stream.addEventListener('beat', alive);
  stream.addEventListener('view', event => {
    alive();
    room.view = JSON.parse(event.data);
    for (const f of views) f(room.view);
  });
  stream.addEventListener('bye', () => cut('The room is closed. This page goes on when it opens again.'));
  stream.addEventListener('error', () => cut('No connection to the room. Trying again …'));
}

// cut tries again: the room sends how things stand then.
async function cut(text) {
  const gone = stream;
  gone?.close();
  connect(false, text);
  await pause(again);
  if (stream === gone && !document.hidden) listen();
}

// A page that nobody sees does not listen: a browser keeps few lines to one address.
function look() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    listen();
  }
}

function watch() {
  if (stream && Date.now() - heard > silence) cut('No connection to the room. Trying again …');
}

function style(name) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/assets/${name}`;
  return new Promise(done => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

const modules = { facilitator: ['desk', 'style'], evaluator: ['evaluator', 'style'], audience: ['wall', 'wall'] };

async function begin() {
  const root = document.getElementById('room');
  for (;;) {
    try {
      await hello();
      break;
    } catch (error) {
      root.textContent = error.message;
      await pause(2 * again);
    }
  }
  const [module, css] = room.team ? ['team', 'style'] : modules[room.role];
  root.replaceChildren();
  root.className = module;
  const [{ start }] = await Promise.all([import(`/assets/${module}.js`), style(`${css}.css`)]);
  start(root, room);
  document.addEventListener('visibilitychange', look);
  setInterval(watch, again);
  look();
}

begin();
