// The organisation as a living map: departments in columns along the way of the work,
// customers on the right, what is handed over moving between them. mount(root) makes it
// once; update(view) changes what has changed.
import { make, say, mark, draw, spark, percent } from './marks.js';
import { currents } from './currents.js';
import { route, drawn } from './routes.js';
import { number } from './words.js';

// Sizes in the smallest text's: of the customers' column, from column to column, from row to
// row, the least of these for all that a place shows and for three lines of it, and of the
// left edge.
const sizes = { larger: { end: 16.5, pitch: 12.6 }, smaller: { end: 11, pitch: 8 }, step: 5.5, least: 5.1, flat: 4.4, edge: 1.1 };

export function mount(root, options = {}) {
  const places = new Map(); // key -> place
  const ways = new Map(); // key -> way
  const box = make('div', 'map' + (options.small ? ' small' : ''));
  const lines = draw('svg', 'map-ways');
  lines.setAttribute('aria-hidden', 'true');
  lines.append(arrowhead());
  const canvas = make('canvas', 'map-dots');
  canvas.setAttribute('aria-hidden', 'true');
  const beside = make('p', 'map-beside');
  box.append(lines, canvas);
  root.append(box, beside);
  const dots = currents(canvas);
  let last, columns = 1, shape = '';

  function place(key, kind) {
    let one = places.get(key);
    if (!one) {
      one = kind === 'customers' ? customers() : department();
      one.key = key;
      one.kind = kind;
      places.set(key, one);
      box.append(one.root);
    }
    one.seen = true;
    return one;
  }

  // arrange gives everybody a place in the window; only when something about it changed.
  function arrange() {
    const width = box.clientWidth, height = box.clientHeight;
    const em = parseFloat(getComputedStyle(box).fontSize);
    const now = [width, height, em, columns, ...[...places.values()].map((p) => [p.key, p.column, p.row])].join();
    if (now === shape || !width) return;
    shape = now;
    box.dataset.size = width + ' ' + height;
    const stacked = width < 40 * em;
    box.classList.toggle('stacked', stacked);
    if (stacked) {
      for (const p of places.values()) p.root.removeAttribute('style');
      dots.follow([], 0, 0);
      return;
    }
    const rows = new Map();
    for (const p of places.values()) rows.set(p.column, Math.max(rows.get(p.column) || 0, p.row + 1));
    // Where there are few, they are larger.
    const tallest = Math.max(...rows.values()), least = options.small ? sizes.smaller : sizes.larger;
    const scale = Math.max(1, Math.min(1.7, (width / em - sizes.edge) / (least.end + least.pitch * columns), height / em / tallest / sizes.step));
    box.classList.toggle('tight', height / em / tallest < sizes.least);
    box.classList.toggle('flat', height / em / tallest < sizes.flat);
    const unit = em * scale, edge = sizes.edge * em, end = Math.min(least.end * unit, width * 0.32);
    const pitch = (width - end - edge) / columns;
    for (const p of places.values()) {
      const last = p.kind === 'customers', step = height / rows.get(p.column);
      p.width = last ? end : Math.min(pitch - 1.7 * em, 11 * unit);
      p.height = Math.min(step * (last ? 0.93 : 0.86), (last ? 5.6 : 5.4) * unit);
      p.x = last ? width - end : edge + p.column * pitch;
      p.y = step * (p.row + 0.5) - p.height / 2;
      Object.assign(p.root.style, { left: p.x + 'px', top: p.y + 'px', width: p.width + 'px', height: p.height + 'px', fontSize: unit + 'px' });
    }
    lines.setAttribute('viewBox', `0 0 ${width} ${height}`);
    redraw();
    dots.follow([...ways.values()].filter((w) => w.segments), width, height);
  }

  // redraw gives the ways their curves.
  function redraw() {
    for (const w of ways.values()) {
      w.a = w.from === 'in' ? null : places.get(w.from);
      w.b = w.a === undefined ? null : places.get(w.to);
    }
    route([...ways.values()], places.values());
    for (const w of ways.values()) {
      const d = w.segments ? drawn(w.segments) : '';
      mark(w.usual, 'd', d);
      mark(w.live, 'd', d);
    }
  }

  function way(from, to, usual) {
    const key = from + '>' + to;
    let w = ways.get(key);
    if (!w) {
      w = { from, to, per: usual, rate: 0, usual: draw('path', 'way-usual'), live: draw('path', 'way') };
      lines.append(w.usual, w.live);
      ways.set(key, w);
      shape = '';
    }
    return w;
  }

  function flows(map, most) {
    for (const w of ways.values()) w.items = 0;
    for (const f of map.flows || []) {
      const from = f.from < 0 ? 'in' : 'd' + f.from, to = f.to < 0 ? 'c' + f.customers : 'd' + f.to;
      const w = f.from < 0 && places.has(to) ? way(from, to, 0) : ways.get(from + '>' + to);
      if (w) w.items = f.items;
    }
    for (const w of ways.values()) {
      const share = Math.min(1.5, w.items / most), a = places.get(w.from), b = places.get(w.to);
      w.rate = share;
      mark(w.usual, 'stroke-width', (1.5 + 9 * Math.sqrt(w.per / most)).toFixed(1));
      mark(w.live, 'stroke-width', w.items ? (1.5 + 6 * Math.sqrt(share)).toFixed(1) : '0');
      const spread = a && b && a.order > 0 && b.order > a.order;
      mark(w.live, 'class', spread ? 'way spread' : 'way');
    }
  }

  function update(view) {
    const map = view.map;
    for (const p of places.values()) p.seen = false;
    const large = map.departments.filter((d) => !d.small);
    columns = Math.max(1, ...large.map((d) => d.column + 1));
    for (const d of large) place('d' + d.index, 'department').show(d, view);
    for (const c of view.customers || []) place('c' + c.name, 'customers').show(c, view, columns);
    for (const p of [...places.values()]) {
      if (!p.seen) {
        p.root.remove();
        places.delete(p.key);
      }
    }
    for (const w of map.ways || []) way('d' + w.from, w.to < 0 ? 'c' + w.customers : 'd' + w.to, w['per-day']);
    const most = Math.max(1, ...(map.ways || []).map((w) => w['per-day']));
    flows(map, most);
    others(beside, map.departments.filter((d) => d.small));
    last = view;
    arrange();
    dots.play(view.playing);
  }

  new ResizeObserver(() => { if (last) arrange(); }).observe(box);
  return { update };
}

function arrowhead() {
  const defs = draw('defs'), marker = draw('marker', 'way-head'), tip = draw('path');
  for (const [k, v] of Object.entries({ id: 'way-head', viewBox: '0 0 8 8', refX: 2, refY: 4, markerWidth: 11, markerHeight: 11, orient: 'auto', markerUnits: 'userSpaceOnUse' })) marker.setAttribute(k, v);
  tip.setAttribute('d', 'M0 0L8 4L0 8z');
  marker.append(tip);
  defs.append(marker);
  return defs;
}

// strains are the signs and words for how a department stands against its own days.
export function strains(d) {
  if (d.down && d.down.length) return ['down', '✖', d.down.join(', ') + ' down'];
  const s = d.strain;
  if (!s) return ['', '', ''];
  if (s.easing) return ['easing', '▽', 'easing'];
  if (s.hard) return ['hard', '⚠', 'hit hard'];
  if (s.long) return ['more', '◷', 'waits long'];
  return ['more', '▲', 'filling up'];
}

// others are the departments beside the map: those under strain by name.
function others(root, small) {
  const hit = small.filter((d) => strains(d)[0]);
  let text = '';
  if (small.length) {
    text = `${small.length} more departments behind these`;
    text += hit.length ? ': ' + hit.slice(0, 3).map((d) => `${strains(d)[1]} ${d.name} ${strains(d)[2]}`).join(', ') : ', as on their usual days';
    if (hit.length > 3) text += ` and ${hit.length - 3} more`;
  }
  say(root, text);
  root.hidden = !text;
}

function department() {
  const root = make('article', 'place'), name = make('h3', 'place-name'), figure = make('b', 'place-number');
  const days = spark(), load = make('span', 'load'), busy = make('i'), line = make('p', 'place-line'), first = make('span', 'place-first');
  const middle = make('div', 'place-middle'), usual = make('span', 'place-usual');
  load.append(busy);
  middle.append(figure, usual, days.root);
  root.append(name, middle, load, line, first);
  const one = { root, order: 0 };
  one.show = (d) => {
    const [state, sign, word] = strains(d);
    one.column = d.column;
    one.row = d.row;
    one.order = d.strain ? d.strain.order : 0;
    say(name, d.name);
    mark(name, 'title', d.name);
    say(figure, number(d.backlog));
    say(usual, d.usual === undefined ? '' : `usual ${d.usual}`);
    days.show(d.days || []);
    busy.style.width = (d.staff ? Math.min(100, 100 * d.busy / d.staff) : 0) + '%';
    mark(root, 'class', 'place' + (state ? ' ' + state : '') + (d.staff || d.busy ? '' : ' closed'));
    say(line, state ? `${sign} ${word}` : d.staff || d.busy ? `${d.busy} of ${Math.max(d.staff, d.busy)} busy` : 'closed');
    say(first, one.order ? String(one.order) : '');
    first.hidden = !one.order;
    mark(root, 'title', d.strain ? `${d.name}: under strain since ${d.strain.since.text}; before, at most ${d.strain.before} lay there` : d.name);
  };
  return one;
}

// arms are the signs of what might have been.
export const arms = { 'do-nothing': '◇', baseline: '○' };

// moods are how customers feel: by what came in time in the last week.
export function mood(c) {
  const share = c['on-time-week'];
  if (share < 0) return ['', ''];
  if (share >= 0.9) return ['content', 'content'];
  if (share >= 0.75) return ['uneasy', 'uneasy'];
  return ['let-down', 'let down'];
}

function customers() {
  const root = make('article', 'place customers'), name = make('h3', 'place-name'), figure = make('b', 'place-number'), unit = make('span', 'place-unit');
  const face = draw('svg', 'face'), mouth = draw('path'), word = make('span', 'mood');
  const load = make('span', 'load overdue'), late = make('i'), line = make('p', 'place-line');
  const count = make('span'), orders = make('span', 'place-orders'), overdue = make('span');
  const head = make('div', 'place-head'), middle = make('div', 'place-middle'), other = make('span', 'place-other');
  face.setAttribute('viewBox', '0 0 20 20');
  face.setAttribute('aria-hidden', 'true');
  for (const [cx, cy, r] of [[10, 10, 9], [6.7, 8, 1.3], [13.3, 8, 1.3]]) {
    const c = draw('circle');
    mark(c, 'cx', cx); mark(c, 'cy', cy); mark(c, 'r', r);
    face.append(c);
  }
  face.append(mouth);
  load.append(late);
  head.append(name, face, word);
  middle.append(figure, unit, other);
  line.append(count, orders, overdue);
  root.append(head, middle, load, line);
  const one = { root, order: 0 };
  one.show = (c, view, column) => {
    const [state, text] = mood(c);
    one.column = column;
    one.row = c.row;
    say(name, c.name);
    mark(name, 'title', c.name);
    say(figure, percent(c['on-time']));
    say(word, text);
    mark(word, 'title', state ? `${percent(c['on-time-week'])} of the last seven days' orders came in time` : '');
    mark(root, 'class', 'place customers ' + state);
    mark(mouth, 'd', { content: 'M5.5 12.5Q10 17 14.5 12.5', uneasy: 'M6 14H14', 'let-down': 'M5.5 15Q10 10.5 14.5 15' }[state] || '');
    face.style.visibility = state ? 'visible' : 'hidden';
    late.style.width = (c.open ? 100 * c.overdue / c.open : 0) + '%';
    say(count, c.open ? `${number(c.overdue)} of ${number(c.open)}` : 'no order');
    say(orders, c.open ? ' orders' : '');
    say(overdue, c.open ? ' overdue' : ' open');
    const others = (view.compared || []).filter((x) => x.customers === c.name).map((x) => `${arms[x.with]}${percent(x['on-time'])}`);
    say(unit, others.length ? '' : 'on time');
    say(other, others.join(' '));
  };
  return one;
}
