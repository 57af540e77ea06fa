// The ways of the map as curves: from side to side, round the department below in the same
// column, and between the departments of the columns that they pass.

const tip = 7; // room for the arrow's head
const apart = 9; // between ways in one gap

// route gives every way its segments, cubic curves of four points each. Places are at x, y,
// width, height and column; a way from nowhere comes in from the left.
export function route(ways, places) {
  const doors = new Map(), gaps = new Map();
  const columns = columnsOf(places);
  for (const w of ways) {
    w.segments = null;
    if (!w.b) continue;
    const side = sides(w);
    w.doors = [w.a && door(doors, w.a, side[0], w.b.y), door(doors, w.b, side[1], w.a ? w.a.y : -1e6)];
  }
  for (const all of doors.values()) {
    all.sort((x, y) => x.other - y.other);
    all.forEach((d, i) => { d.y = d.place.y + d.place.height * (0.12 + 0.76 * (i + 1) / (all.length + 1)); });
  }
  for (const w of ways) if (w.b) w.segments = segments(w, columns, gaps);
}

function columnsOf(places) {
  const columns = [];
  for (const p of places) (columns[p.column] ||= []).push(p);
  for (const c of columns) if (c) c.sort((a, b) => a.y - b.y);
  return columns;
}

function sides({ a, b }) {
  if (!a || a.column < b.column) return ['right', 'left'];
  if (a.column > b.column) return ['left', 'right'];
  return a.y < b.y ? ['right', 'right'] : ['left', 'left'];
}

function door(doors, place, side, other) {
  const key = place.key + side, d = { place, other };
  if (!doors.has(key)) doors.set(key, []);
  doors.get(key).push(d);
  return d;
}

function segments({ a, b, doors: [from, to] }, columns, gaps) {
  const y1 = to.y;
  if (!a) {
    const x = b.x - tip, start = Math.max(0, b.x - 34);
    return [[[start, y1], [start + 8, y1], [x - 8, y1], [x, y1]]];
  }
  const y0 = from.y;
  if (a.column === b.column) {
    const right = a.y < b.y, sign = right ? 1 : -1;
    const x0 = right ? a.x + a.width : a.x, x1 = (right ? b.x + b.width : b.x) + sign * tip;
    return [[[x0, y0], [x0 + sign * 30, y0], [x1 + sign * 30, y1], [x1, y1]]];
  }
  const sign = a.column < b.column ? 1 : -1;
  const stops = [[sign > 0 ? a.x + a.width : a.x, y0]];
  const end = [(sign > 0 ? b.x : b.x + b.width) - sign * tip, y1];
  for (let c = a.column + sign; c !== b.column; c += sign) {
    if (!columns[c]) continue;
    const p = columns[c][0], last = stops[stops.length - 1];
    const middle = p.x + p.width / 2, aim = last[1] + (end[1] - last[1]) * (middle - last[0]) / (end[0] - last[0]);
    const y = gap(columns[c], aim, gaps, c);
    stops.push([sign > 0 ? p.x : p.x + p.width, y], [sign > 0 ? p.x + p.width : p.x, y]);
  }
  stops.push(end);
  const all = [];
  for (let i = 1; i < stops.length; i++) {
    const [x, y] = stops[i - 1], [u, v] = stops[i], bend = (u - x) * 0.5;
    all.push([[x, y], [x + bend, y], [u - bend, v], [u, v]]);
  }
  return all;
}

// gap is the height of the free space of a column that is nearest to one, with room for
// the ways that are there already.
function gap(column, aim, gaps, c) {
  const edges = column.slice(1).map((p, i) => (column[i].y + column[i].height + p.y) / 2);
  edges.push(column[0].y - 10, column[column.length - 1].y + column[column.length - 1].height + 10);
  const best = edges.reduce((x, y) => (Math.abs(y - aim) < Math.abs(x - aim) ? y : x));
  const key = c + ':' + best, n = gaps.get(key) || 0;
  gaps.set(key, n + 1);
  return best + Math.ceil(n / 2) * (n % 2 ? 1 : -1) * apart;
}

// drawn is a way for the picture.
export function drawn(all) {
  return all.map(([p, q, r, s], i) => `${i ? '' : `M${p.map(tenth)}`}C${[q, r, s].map((x) => x.map(tenth)).join(' ')}`).join('');
}

function tenth(v) { return Math.round(v * 10) / 10; }
