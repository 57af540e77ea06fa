// What is handed over, as dots that move along the ways: as many as is handed over, while
// play runs. Who wants no motion sees none.

const speed = 60; // pixels a second
const densest = 3.2; // dots a second on the busiest way
const pieces = 14; // a curve is walked in so many straight ones

export function currents(canvas) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const pen = canvas.getContext('2d');
  let ways = [], colour = '', size = 4, playing = false, before = 0, frame = 0;

  function follow(all, width, height) {
    const dense = Math.min(2, devicePixelRatio || 1);
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    ways = all;
    for (const w of ways) {
      w.points = along(w.segments);
      w.dots = [];
      w.due = Math.random();
    }
    tint();
    warm();
    wake();
  }

  // warm lets the dots stand as if they had been moving before.
  function warm() {
    for (const w of ways) {
      for (let s = 0; w.rate > 0 && s < w.points.length; s += speed / (densest * w.rate)) w.dots.unshift(s);
    }
  }

  function tint() {
    const style = getComputedStyle(canvas);
    colour = style.color;
    size = Math.max(2.5, 0.14 * parseFloat(style.fontSize));
  }

  function wake() {
    if (!frame && !still.matches) frame = requestAnimationFrame(step);
    if (still.matches) pen.clearRect(0, 0, canvas.width, canvas.height);
  }

  function step(now) {
    frame = 0;
    if (still.matches) return wake();
    const passed = Math.min(0.1, (now - before) / 1000);
    if (passed >= 1 / 45) {
      before = now;
      if (playing) for (const w of ways) move(w, passed);
      paint();
    }
    if (playing) frame = requestAnimationFrame(step);
  }

  function move(w, seconds) {
    const length = w.points.length;
    for (let i = 0; i < w.dots.length; i++) w.dots[i] += speed * seconds;
    while (w.dots.length && w.dots[0] > length) w.dots.shift();
    w.due += Math.min(densest * 1.5, densest * w.rate) * seconds;
    if (w.due >= 1) {
      w.due %= 1;
      w.dots.push(0);
    }
  }

  function paint() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = colour;
    pen.beginPath();
    for (const w of ways) {
      for (const s of w.dots) {
        const [x, y] = at(w.points, s);
        pen.moveTo(x + size, y);
        pen.arc(x, y, size, 0, 2 * Math.PI);
      }
    }
    pen.fill();
  }

  still.addEventListener('change', wake);
  dark.addEventListener('change', () => { tint(); wake(); });

  return {
    follow,
    play(on) {
      playing = on;
      before = on && !frame ? performance.now() : before;
      wake();
    },
  };
}

// along measures curves: points and how far along they are.
function along(segments) {
  const points = [];
  let length = 0;
  for (const [p, q, r, s] of segments) {
    for (let i = points.length ? 1 : 0; i <= pieces; i++) {
      const t = i / pieces, u = 1 - t;
      const x = u * u * u * p[0] + 3 * u * u * t * q[0] + 3 * u * t * t * r[0] + t * t * t * s[0];
      const y = u * u * u * p[1] + 3 * u * u * t * q[1] + 3 * u * t * t * r[1] + t * t * t * s[1];
      const before = points[points.length - 1];
      if (before) length += Math.hypot(x - before.x, y - before.y);
      points.push({ x, y, length });
    }
  }
  return { points, length };
}

function at({ points, length }, s) {
  const last = points.length - 1;
  let i = Math.max(1, Math.min(last, 1 + Math.floor(last * s / length)));
  while (i > 1 && points[i - 1].length > s) i--;
  while (i < last && points[i].length < s) i++;
  const a = points[i - 1], b = points[i], part = b.length > a.length ? (s - a.length) / (b.length - a.length) : 0;
  return [a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part];
}
