// Small marks that the pages draw with: elements whose texts are never read as HTML, and
// which are changed only where something has changed.

export function make(tag, name) {
  const e = document.createElement(tag);
  if (name) e.className = name;
  return e;
}

export function draw(tag, name) {
  const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
  if (name) e.setAttribute('class', name);
  return e;
}

export function say(e, text) {
  if (e.textContent !== text) e.textContent = text;
}

export function mark(e, name, value) {
  const text = String(value);
  if (e.getAttribute(name) !== text) e.setAttribute(name, text);
}

// hundredths is a share as it is shown: what is not all is less than a hundred of them.
export function hundredths(share) {
  return share < 1 ? Math.min(99, Math.round(100 * share)) : 100;
}

// percent writes a share; less than none is that there is none yet.
export function percent(share) {
  return share === undefined || share < 0 ? '–' : hundredths(share) + '\u00a0%';
}

// spark is a small line of the last days, today at its end.
export function spark() {
  const root = draw('svg', 'spark'), line = draw('polyline');
  root.setAttribute('viewBox', '0 0 100 30');
  root.setAttribute('preserveAspectRatio', 'none');
  root.setAttribute('aria-hidden', 'true');
  mark(line, 'vector-effect', 'non-scaling-stroke');
  root.append(line);
  return {
    root,
    show(days) {
      const most = Math.max(8, ...days), step = 100 / Math.max(1, days.length - 1);
      mark(line, 'points', days.length > 1 ? days.map((v, i) => `${(i * step).toFixed(1)},${(28 - 26 * v / most).toFixed(1)}`).join(' ') : '');
    },
  };
}
