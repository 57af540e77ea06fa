package reporters

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ripple/reporters/internal/browsertest"

	"github.com/chromedp/chromedp"
)

// shownNumber is a number in the page, with its place in the JSON.
type shownNumber struct{ At, Mean, Low, High, Values string }

// numbersOf are all numbers of a page that say where they stand in the JSON, each
// held against it.
func numbersOf(t *testing.T, o *browsertest.Page, text []byte) []shownNumber {
	t.Helper()
	var document any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		t.Fatal(err)
	}
	numbers := browsertest.Asked[[]shownNumber](o, `[...document.querySelectorAll('[data-json]')].map(e => ({
		At: e.dataset.json, Mean: e.getAttribute('value') ?? e.dataset.value ?? '',
		Low: e.dataset.low ?? '', High: e.dataset.high ?? '', Values: e.dataset.values ?? ''}))`)
	plain := func(v any) string {
		if v == nil {
			return ""
		}
		return fmt.Sprint(v)
	}
	for _, n := range numbers {
		v, err := pointed(document, n.At)
		if err != nil {
			t.Errorf("%s: %v", n.At, err)
			continue
		}
		switch v := v.(type) {
		case map[string]any:
			low, high := plain(v["low"]), plain(v["high"])
			if n.Low == "" && n.High == "" {
				low, high = "", "" // a place on the map shows the mean alone
			}
			if n.Mean != plain(v["mean"]) || n.Low != low || n.High != high {
				t.Errorf("%s: the page has %s (%s to %s), the JSON %v", n.At, n.Mean, n.Low, n.High, v)
			}
		case []any:
			all := make([]string, len(v))
			for i := range v {
				all[i] = plain(v[i])
			}
			if strings.Join(all, " ") != n.Values {
				t.Errorf("%s: the page has %s, the JSON %v", n.At, n.Values, v)
			}
		default:
			if n.Mean != plain(v) {
				t.Errorf("%s: the page has %s, the JSON %v", n.At, n.Mean, v)
			}
		}
	}
	return numbers
}

// enough tells where a page shows fewer numbers of a part of the JSON than it should.
func enough(t *testing.T, numbers []shownNumber, least map[string]int) {
	t.Helper()
	for at, want := range least {
		found := 0
		for _, n := range numbers {
			if strings.Contains(n.At, at) {
				found++
			}
		}
		if found < want {
			t.Errorf("%d numbers of %s, want at least %d", found, at, want)
		}
	}
}

// pointed follows a JSON pointer (RFC 6901).
func pointed(v any, at string) (any, error) {
	for _, step := range strings.Split(at, "/")[1:] {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch here := v.(type) {
		case map[string]any:
			next, there := here[step]
			if !there {
				return nil, fmt.Errorf("nothing at %q", step)
			}
			v = next
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i < 0 || i >= len(here) {
				return nil, fmt.Errorf("no element %q", step)
			}
			v = here[i]
		default:
			return nil, errors.New("too long")
		}
	}
	return v, nil
}

// saysAloud holds what a page opens with against the sentences.
func saysAloud(t *testing.T, o *browsertest.Page, sentences []string) {
	t.Helper()
	said := browsertest.Asked[[]string](o, "[...document.querySelectorAll('.aloud p')].map(p => p.textContent)")
	if strings.ReplaceAll(strings.Join(said, "\n"), "\u00a0", " ") != strings.Join(sentences, "\n") {
		t.Errorf("it says %q, want %q", said, sentences)
	}
}

// cloudsHold tells of clouds that have not a dot for every replication.
func cloudsHold(t *testing.T, o *browsertest.Page, replications int) {
	t.Helper()
	dots := browsertest.Asked[[]int](o, "[...document.querySelectorAll('.dots')].map(d => +d.dataset.count)")
	if len(dots) == 0 {
		t.Error("no clouds")
	}
	for _, n := range dots {
		if n != replications {
			t.Errorf("a cloud of %d dots, want %d", n, replications)
		}
	}
}

// toldEverything tells what a page keeps from those who do not see pictures.
func toldEverything(t *testing.T, o *browsertest.Page) {
	t.Helper()
	for what, expression := range map[string]string{
		"pictures without a title":       `[...document.querySelectorAll('svg[role=img]')].filter(s => !(s.querySelector('title')?.textContent.trim()))`,
		"pictures neither named nor hid": `[...document.querySelectorAll('svg')].filter(s => s.getAttribute('role') != 'img' && !s.closest('[aria-hidden=true]'))`,
		"tables without a caption":       `[...document.querySelectorAll('table')].filter(t => !t.caption || !t.caption.textContent.trim())`,
		"headings without a scope":       `[...document.querySelectorAll('th')].filter(t => !t.scope)`,
		"ids given twice":                `[...document.querySelectorAll('[id]')].filter(e => document.querySelectorAll('#' + CSS.escape(e.id)).length > 1)`,
		"names that lead nowhere":        `[...document.querySelectorAll('[aria-labelledby]')].filter(e => e.getAttribute('aria-labelledby').split(' ').some(i => !document.getElementById(i)))`,
		"links that lead nowhere":        `[...document.querySelectorAll('a[href^="#"]')].filter(a => !document.querySelector(a.getAttribute('href')))`,
		"sections without a name":        `[...document.querySelectorAll('section')].filter(s => !s.getAttribute('aria-labelledby') && !s.getAttribute('aria-label'))`,
		"headings that skip a level":     `[...document.querySelectorAll('h1,h2,h3,h4')].filter((h, i, all) => i > 0 && +h.tagName[1] > +all[i-1].tagName[1] + 1)`,
		"elements that no page needs":    `[...document.querySelectorAll("script,iframe,[style],[onclick],[onload]")]`,
	} {
		if found := browsertest.Asked[[]string](o, expression+".map(e => e.outerHTML.slice(0, 160))"); len(found) > 0 {
			t.Errorf("%d %s, the first %s", len(found), what, found[0])
		}
	}
	if lang := browsertest.Asked[string](o, "document.documentElement.lang"); lang != "en" {
		t.Errorf("language %q", lang)
	}
}

// fitsWindows tells what is wider than the window, on a desk and in a hand, with everything open.
func fitsWindows(t *testing.T, o *browsertest.Page, name string) {
	t.Helper()
	for _, width := range []int64{1280, 390} {
		o.Do(chromedp.EmulateViewport(width, 900))
		browsertest.Asked[bool](o, "document.querySelectorAll('details').forEach(d => d.open = true) ?? true")
		if wide := browsertest.Asked[int](o, "document.documentElement.scrollWidth"); wide > int(width) {
			culprits := browsertest.Asked[[]string](o, `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll,pre')).map(e => e.outerHTML.slice(0, 120))`)
			t.Errorf("%s at %d: %d wide: %v", name, width, wide, culprits)
		}
	}
	o.Alone()
}

// readable tells of texts that are hard to read, by day and by night.
func readable(t *testing.T, o *browsertest.Page, name string) {
	t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		o.Media("screen", scheme)
		if found := o.HardToRead(); len(found) > 0 {
			t.Errorf("%s, %s: %d texts are hard to read:\n%s", name, scheme, len(found), strings.Join(found[:min(8, len(found))], "\n"))
		}
	}
}

// pointedTables tells of tables in which a number does not say where in the JSON it
// stands, except those whose captions begin with one of these.
func pointedTables(t *testing.T, o *browsertest.Page, except ...string) {
	t.Helper()
	captions := browsertest.Asked[[]string](o, `[...new Set([...document.querySelectorAll('td.right, .cross td')]
		.filter(c => /[1-9]/.test(c.textContent) && !/^not by/.test(c.textContent) && c.closest('tr').cells[0].textContent != 'everything else' && !c.closest('tr.total') && !c.querySelector('[data-json]')).map(c => c.closest('table').caption.textContent))]`)
	for _, c := range captions {
		if !slices.ContainsFunc(except, func(begins string) bool { return strings.HasPrefix(c, begins) }) {
			t.Errorf("numbers of the table %q do not say where in the JSON they stand", c)
		}
	}
}
