// Elements are made from names, attributes and children, and a page is drawn again whenever
// something changes: what is on the screen is changed only where it differs, so that whoever
// types, or is led by the keyboard, is not disturbed. Texts stay texts, whatever they hold.

const handlers = ['onclick', 'onsubmit', 'onkeydown', 'onchange', 'oninput'];
const svgSpace = 'http://www.w3.org/2000/svg';

// el makes an element: name.class; functions are listeners, true and false set or leave out
// an attribute, `key` tells it from its neighbours.
export function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElement(tag), classes, attributes, children);
}

// svg makes an element of a picture.
export function svg(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElementNS(svgSpace, tag), classes, attributes, children);
}

function fill(node, classes, attributes, children) {
  if (classes.length) node.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node[name] = value;
    else if (name === 'class') node.setAttribute('class', [...classes, value].join(' '));
    else node.setAttribute(name === 'key' ? 'data-key' : name, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter(c => c !== undefined && c !== null && c !== false && c !== ''));
  return node;
}

// draw shows some children in an element, in place of those that it has.
export function draw(root, ...children) {
  const within = lineage(document.activeElement, root);
  alike(root, children.flat(Infinity).filter(c => c !== undefined && c !== null && c !== false));
  // What had the focus is gone: it goes to what it was in.
  if (within.length && !within[0].isConnected) within.find(e => e.isConnected && e.tabIndex >= -1 && e.hasAttribute('tabindex'))?.focus();
}

// lineage is an element and all that it is in, up to the root; none when it is elsewhere.
function lineage(element, root) {
  const all = [];
  for (let e = element; e && e !== root; e = e.parentElement) all.push(e);
  return root.contains(element) ? all : [];
}

const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null;
const same = (a, b) => a.nodeName === b.nodeName && keyOf(a) === keyOf(b) && a.getAttribute?.('type') === b.getAttribute?.('type');

// alike gives an element children that look like the fresh ones.
function alike(parent, fresh) {
  const keyed = new Map();
  for (const child of parent.childNodes) if (keyOf(child) !== null) keyed.set(keyOf(child), child);
  let next = parent.firstChild;
  for (const wanted of fresh) {
    const want = typeof wanted === 'object' ? wanted : document.createTextNode(String(wanted));
    const key = keyOf(want);
    let old = key === null ? next : keyed.get(key);
    while (key === null && old && keyOf(old) !== null) old = old.nextSibling;
    if (!old || !same(old, want)) {
      parent.insertBefore(want, next);
      continue;
    }
    if (old === next) next = next.nextSibling;
    else parent.insertBefore(old, next);
    become(old, want);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

// become lets an element look like another: what somebody typed or unfolded stays.
function become(old, want) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== want.data) old.data = want.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!want.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
  }
  for (const { name, value } of want.attributes) {
    if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of handlers) if (old[name] !== want[name]) old[name] = want[name];
  if (old.nodeName !== 'TEXTAREA') alike(old, [...want.childNodes]);
}
