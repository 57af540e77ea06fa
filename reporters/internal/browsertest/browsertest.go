// Package browsertest opens pages in a real Chromium, for tests.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long one step in a browser may take.
const patience = 2 * time.Minute

// Chromium finds a browser. Where RIPPLE_BROWSER_TESTS is set, as CI does, there
// must be one; elsewhere the test is skipped without.
func Chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const how = "no Chromium on the PATH: apt-get install chromium"
	if os.Getenv("RIPPLE_BROWSER_TESTS") != "" {
		t.Fatal(how)
	}
	t.Skip(how)
	return ""
}

// Browser is a Chromium that runs until the test ends.
type Browser struct{ ctx context.Context }

// New starts a browser.
func New(t testing.TB) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(Chromium(t)),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &Browser{ctx}
}

// Page is a page in a tab, with everything that its console said.
type Page struct {
	t        testing.TB
	ctx      context.Context
	mu       sync.Mutex
	messages []string
}

// Open shows the text of a page in a tab of its own, 1280 by 900.
func (b *Browser) Open(t testing.TB, text []byte) *Page {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return b.OpenURL(t, "file://"+file)
}

// OpenURL shows what is at an address in a tab of its own, 1280 by 900.
func (b *Browser) OpenURL(t testing.TB, url string) *Page {
	t.Helper()
	ctx, leave := chromedp.NewContext(b.ctx)
	t.Cleanup(leave)
	p := &Page{t: t, ctx: ctx}
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			p.mu.Lock()
			p.messages = append(p.messages, m.String())
			p.mu.Unlock()
		}
	}()
	p.Do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url))
	return p
}

// Context is the tab's, for steps that Do does not take.
func (p *Page) Context() context.Context { return p.ctx }

// Do takes steps in the tab; one that fails ends the test.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// Media pretends a medium and a taste for light or dark.
func (p *Page) Media(medium, scheme string) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// Asked is what an expression of JavaScript comes to in the page.
func Asked[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Holds waits until an expression of JavaScript is true in the page.
func (p *Page) Holds(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	looked := `new Promise(done => { const look = () => { let holds = false; try { holds = !!(` + expression + `) } catch {} if (holds) done(true); else setTimeout(look, 20) }; look() })`
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](looked, chromedp.EvalAwaitPromise)); err != nil {
		p.t.Fatalf("%s does not come true: %v", expression, err)
	}
}

// Said is everything that the console has said.
func (p *Page) Said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.messages...)
}

// Quiet tells of everything that the console said.
func (p *Page) Quiet() {
	p.t.Helper()
	if said := p.Said(); len(said) > 0 {
		p.t.Errorf("the console said:\n%s", strings.Join(said, "\n"))
	}
}

// Alone tells of everything that the console said, and of everything fetched.
func (p *Page) Alone() {
	p.t.Helper()
	if n := Asked[int](p, `performance.getEntriesByType("resource").filter(r => !r.name.startsWith("data:")).length`); n != 0 {
		p.t.Errorf("the page fetched %d things", n)
	}
	p.Quiet()
}

// HardToRead are the texts whose contrast to what lies under them is less than WCAG 2 asks for.
func (p *Page) HardToRead() []string {
	p.t.Helper()
	return Asked[[]string](p, contrastScript)
}

// contrastScript lists the texts whose contrast is below 4.5, by the formula of
// WCAG 2.2 (relative luminance). A text in a picture lies on its group's shape.
const contrastScript = `(() => {
	const rgb = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1] };
	const lum = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
	const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) };
	const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c } return [255, 255, 255, 1] };
	const seen = new Map();
	for (const e of document.querySelectorAll('body *')) {
		if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim())) continue;
		if (['title', 'desc', 'TITLE', 'STYLE'].includes(e.tagName)) continue;
		const style = getComputedStyle(e), svg = e.tagName == 'text';
		const ink = rgb(svg ? style.fill : style.color);
		const shape = svg && e.closest('.node')?.querySelector('rect');
		const r = ratio(ink, shape ? rgb(getComputedStyle(shape).fill) : ground(e));
		if (r < 4.5) seen.set(e.className + style.color + style.fill, r.toFixed(2) + ' ' + e.outerHTML.slice(0, 140));
	}
	return [...seen.values()];
})()`
